namespace QrMenuTelegram.Operations.Setup;

/// <summary>The setup can't go on: nothing was written.</summary>
internal sealed class SetupEndedException : Exception;
