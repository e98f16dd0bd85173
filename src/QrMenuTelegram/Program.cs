using QrMenuTelegram;
using QrMenuTelegram.Operations.Logging;
using QrMenuTelegram.Operations.Start;

Surroundings.Settle();
var masks = new Masks();
Console.SetOut(new MaskedWriter(Console.Out, masks));
Console.SetError(new MaskedWriter(Console.Error, masks));
try
{
    return await ProgramCommands.Run(args, Console.Out, Console.Error, masks);
}
finally
{
    Console.Out.Flush();
    Console.Error.Flush();
}
