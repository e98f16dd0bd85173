using QrMenuTelegram.Events;

namespace QrMenuTelegram.QrMenu;

/// <summary>One restaurant's QR Menu server. No call throws for what the server or the network did.</summary>
public interface IMenuServer
{
    /// <summary>The server's name in the configuration.</summary>
    string Name { get; }

    /// <summary>Asks for what came after <paramref name="cursor"/>, or for the whole queue.</summary>
    /// <param name="cursor">The hash of an event we have; null asks with <c>none</c>.</param>
    /// <param name="cancel">Gives up; then <see cref="OperationCanceledException"/>.</param>
    Task<PollAnswer> GetEvents(string? cursor, CancellationToken cancel);
}

/// <summary>What a poll brought.</summary>
public abstract record PollAnswer
{
    private PollAnswer() { }

    /// <param name="Events">In the server's order; elements that could not be understood included.</param>
    public sealed record Updates(IReadOnlyList<MenuEvent> Events) : PollAnswer
    {
        /// <summary>Whether the answer was longer than we read: there is more behind these.</summary>
        public bool IsBeginning { get; init; }
    }

    /// <param name="Failure">Which kind.</param>
    /// <param name="Detail">
    /// One line for the log and for managers: what happened and, where known, the variable to set. Bounded; holds no secret.
    /// </param>
    public sealed record Failed(PollFailure Failure, string Detail) : PollAnswer
    {
        /// <summary>SHA-256 in hex of the certificate that is not trusted; null unless <see cref="PollFailure.Untrusted"/>.</summary>
        public string? Fingerprint { get; init; }

        /// <summary>SHA-256 in hex of the certificate that is pinned, where another one came; null for anything else.</summary>
        public string? Pinned { get; init; }

        /// <summary>Whether something speaks TLS there, but no version and cipher suite that both sides know.</summary>
        public bool NothingShared { get; init; }

        /// <summary>The environment variable that is most likely wrong; null where none is.</summary>
        public string? Variable { get; init; }
    }
}

public enum PollFailure
{
    /// <summary>No connection, a reset, DNS.</summary>
    Unreachable,

    /// <summary>No whole answer within <c>QrMenu__Timeout</c>.</summary>
    TimedOut,

    /// <summary>The certificate is not trusted; the detail shows its fingerprint and the variable to set.</summary>
    Untrusted,

    /// <summary>401 or 403: the key is wrong.</summary>
    WrongToken,

    /// <summary>200 with <c>"result": false</c>: a wrong key, a refused cursor or an error of the server.</summary>
    Refused,

    /// <summary>Any other status.</summary>
    ServerError,

    /// <summary>Cut, huge, or no JSON of the documented shape.</summary>
    Unreadable,

    /// <summary>The answer was read, but could not be stored: no room, a locked database. The server is asked again.</summary>
    NotStored,
}
