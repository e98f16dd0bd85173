using QrMenuTelegram.Playground;
using QrMenuTelegram.Playground.Bridge;

return args is [BridgeChild.Verb] ? await BridgeChild.Run(Console.In) : await CommandLine.Run(args, ConsoleRun.Run);
