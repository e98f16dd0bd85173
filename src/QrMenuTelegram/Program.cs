using QrMenuTelegram.Operations.Start;

return await ProgramCommands.Run(args, Console.Out, Console.Error);
