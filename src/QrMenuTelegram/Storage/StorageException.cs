namespace QrMenuTelegram.Storage;

/// <summary>The database can't be used; the message says why and what to do, and is fit to be shown to the installer.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
