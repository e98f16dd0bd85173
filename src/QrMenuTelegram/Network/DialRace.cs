using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace QrMenuTelegram.Network;

/// <summary>One connecting: lookups and attempts under way, until the first connection or the last failure.</summary>
internal sealed class DialRace : IDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly DialOrder _order;
    private readonly NameLookup _names;
    private readonly ConnectTo _connect;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _over;
    private readonly List<Task<IPAddress[]>> _lookups = [];
    private readonly Dictionary<Task<Stream>, IPAddress> _attempts = [];
    private readonly List<IPAddress> _tried = [];
    private readonly List<(IPAddress Address, SocketError Error, string Words)> _failed = [];
    private (SocketError Error, string Words)? _unknown;
    private Task _pause = Task.CompletedTask;
    private volatile string _waitsFor;

    public DialRace(
        string host,
        int port,
        DialOrder order,
        NameLookup names,
        ConnectTo connect,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        (_host, _port, _order, _names, _connect, _timeout, _time, _cancel) = (host, port, order, names, connect, timeout, time, cancel);
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _waitsFor = $"the name {host} could not be looked up";
    }

    public string WaitsFor => _waitsFor;

    public void Dispose()
    {
        _over.Cancel();
        foreach (var loser in _attempts.Keys)
        {
            _ = Discard(loser);
        }
        _over.Dispose();
    }

    public async Task<(IPAddress Address, Stream Stream)> Run()
    {
        if (NameLookup.Literal(_host) is { } literal)
        {
            _order.Add([literal]);
        }
        else
        {
            _lookups.AddRange([Find(AddressFamily.InterNetworkV6), Find(AddressFamily.InterNetwork)]);
        }
        while (true)
        {
            if (!_order.IsEmpty && _pause.IsCompleted)
            {
                Start(_order.Next());
            }
            else if (_order.IsEmpty && _attempts.Count == 0 && _lookups.Count == 0)
            {
                throw Failure();
            }
            else if (await Next() is { } winner)
            {
                _attempts.Remove(winner, out var address);
                return (address!, await winner);
            }
        }
    }

    // Waits until something happens; a connection, if it was one.
    private async Task<Task<Stream>?> Next()
    {
        IEnumerable<Task> pause = _order.IsEmpty ? [] : [_pause];
        // The first in the list wins when several are done: what names are known decides which address is next.
        switch (await Task.WhenAny([.. _lookups, .. _attempts.Keys, .. pause]).WaitAsync(_cancel))
        {
            case Task<Stream> attempt when attempt.IsCompletedSuccessfully:
                return attempt;
            case Task<Stream> attempt:
                _attempts.Remove(attempt, out var address);
                var (error, words) = await Why(attempt) ?? (SocketError.TimedOut, $"no answer within {Seconds}");
                _failed.Add((address!, error, words));
                _pause = Task.CompletedTask;
                break;
            case Task<IPAddress[]> lookup:
                await Took(lookup);
                break;
        }
        return null;
    }

    private async Task Took(Task<IPAddress[]> lookup)
    {
        _lookups.Remove(lookup);
        if (lookup.IsCompletedSuccessfully)
        {
            _order.Add(await lookup);
        }
        else
        {
            var why = await Why(lookup) ?? (SocketError.TryAgain, $"the name {_host} could not be looked up within {Seconds}");
            // That one family of addresses is missing says less than whatever else went wrong.
            _unknown = _unknown is null or { Error: SocketError.HostNotFound or SocketError.NoData } ? why : _unknown;
        }
        if (_attempts.Count == 0 && _failed.Count == 0)
        {
            _pause = _lookups.Count > 0 && !_order.IsBestKnown ? Pause(Dialer.OtherFamilyWithin) : Task.CompletedTask;
        }
    }

    private void Start(IPAddress address)
    {
        _tried.Add(address);
        _attempts.Add(Within(cancel => _connect(new IPEndPoint(address, _port), cancel)), address);
        _waitsFor = "no answer from " + string.Join(", ", _attempts.Values);
        _pause = Pause(Dialer.NextAfter);
    }

    private Task Pause(TimeSpan time) => Task.Delay(time, _time, _over.Token);

    private Task<IPAddress[]> Find(AddressFamily family) => Within(cancel => _names.Find(_host, family, cancel));

    private async Task<T> Within<T>(Func<CancellationToken, Task<T>> work)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, timeout.Token);
        return await work(either.Token);
    }

    // Null: it took too long.
    private static async Task<(SocketError Error, string Words)?> Why(Task task)
    {
        try
        {
            await task;
        }
        catch (SocketException e)
        {
            return (e.SocketErrorCode, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (SocketError.SocketError, e.Message);
        }
        catch (OperationCanceledException)
        {
            // Nobody but its own time ends an attempt before the race is over.
        }
        return null;
    }

    private SocketException Failure()
    {
        if (_failed.Count == 0)
        {
            var (error, words) = _unknown ?? (SocketError.HostNotFound, $"the name {_host} has no address");
            return new SocketException((int)error, words);
        }
        var reasons = _failed
            .OrderBy(failed => _tried.IndexOf(failed.Address))
            .GroupBy(failed => failed.Words)
            .Select(same => _failed.Count == 1 ? same.Key : $"{string.Join(", ", same.Select(failed => failed.Address))}: {same.Key}");
        return new SocketException((int)_failed[^1].Error, string.Join("; ", reasons));
    }

    private string Seconds => string.Create(CultureInfo.InvariantCulture, $"{_timeout.TotalSeconds:0.###} s");

    private static async Task Discard(Task<Stream> loser)
    {
        try
        {
            await (await loser).DisposeAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // It never was a connection.
        }
    }
}
