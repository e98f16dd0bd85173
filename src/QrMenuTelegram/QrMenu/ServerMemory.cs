using QrMenuTelegram.Announcements;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// What is known of one server between two polls, and kept for the next start by the heartbeat. Written by its poller
/// only; <see cref="Save"/> may be called by another thread.
/// </summary>
public sealed class ServerMemory
{
    /// <summary>
    /// How much longer than the queue window an event is known: covers a server that clears its queue now and then
    /// rather than to the second, and what the heartbeat had not saved before a crash.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly TimeSpan _window;
    private ServerAvailability _contact;
    private IReadOnlyList<Sighting> _saving = [];

    private ServerMemory(string server, TimeSpan window, ServerAvailability contact)
    {
        Server = server;
        _window = window;
        Known = new KnownEvents(window + Margin);
        _contact = contact;
    }

    public string Server { get; }

    public KnownEvents Known { get; }

    /// <summary>Used by the server's poller only.</summary>
    public FloodBrake Brake { get; } = new();

    public Cursor? Cursor { get; set; }

    /// <summary>When the last successful full look was asked for; null before the first of this process.</summary>
    public Instant? LastFullLookAt { get; set; }

    /// <summary>When an earlier database was last worked with whose events this one does not know; null for none.</summary>
    public Instant? RestoredAfter { get; private init; }

    /// <summary>
    /// Whether events that are news to this database may have been shown before: at the first look, while the server keeps
    /// what came before the restore.
    /// </summary>
    public bool MayRepeat(Instant now) => RestoredAfter is { } after && LastFullLookAt is null && now - after <= _window + Margin;

    public ServerAvailability Contact
    {
        get => Volatile.Read(ref _contact);
        set => Volatile.Write(ref _contact, value);
    }

    /// <summary>As an earlier process left it.</summary>
    public static ServerMemory Load(Transaction transaction, string server, TimeSpan window, Instant now)
    {
        var stored = ServerStore.Find(transaction, server);
        var isFirst = StateStore.GetInstant(transaction, StateStore.RestoredAt) is { } restored && !(stored?.LastPollAt >= restored);
        var memory = new ServerMemory(
            server,
            window,
            new ServerAvailability(now, stored?.LastPollAt, (OutageStage)(stored?.OutageTold ?? 0))
        )
        {
            RestoredAfter = isFirst ? StateStore.GetInstant(transaction, StateStore.RestoredAfter) : null,
        };
        if (stored is { Cursor: { } hash, NewestEventAt: { } receivedAt })
        {
            memory.Cursor = new Cursor(hash, receivedAt);
        }
        var since = now - (window + Margin);
        foreach (var e in EventStore.SeenSince(transaction, server, since))
        {
            memory.Known.Add(new EventKey(e.Hash, e.Code, e.TableId), e.Id, e.ReceivedAt, e.SeenAt);
        }
        foreach (var id in TableStore.MostRecent(transaction, server, FloodBrake.MostTables))
        {
            memory.Brake.Know(id);
        }
        return memory;
    }

    /// <summary>Part of the heartbeat: the last successful poll, and which events were still to be seen.</summary>
    public void Save(Transaction transaction)
    {
        if (Contact.LastSuccessAt is { } at)
        {
            ServerStore.SetLastPoll(transaction, Server, at);
        }
        var unsaved = Known.Unsaved();
        foreach (var look in unsaved.GroupBy(sighting => sighting.SeenAt))
        {
            EventStore.SetSeen(transaction, look.Key, $"[{string.Join(',', look.Select(sighting => sighting.EventId))}]");
        }
        _saving = unsaved;
    }

    /// <summary>After the commit of <see cref="Save"/>, by the same thread.</summary>
    public void Saved() => Known.Saved(_saving);
}
