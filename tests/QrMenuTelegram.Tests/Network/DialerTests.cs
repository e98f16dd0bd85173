using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Network;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Network;

/// <summary>RFC 8305 in simulated time, with names and connections that the test decides about.</summary>
public sealed class DialerTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::6");
    private static readonly IPAddress OtherSix = IPAddress.Parse("2001:db8::66");
    private static readonly IPAddress Four = IPAddress.Parse("192.0.2.4");
    private static readonly IPAddress OtherFour = IPAddress.Parse("192.0.2.44");

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<AddressFamily, TaskCompletionSource<IPAddress[]>> _names = new()
    {
        [AddressFamily.InterNetworkV6] = new(TaskCreationOptions.RunContinuationsAsynchronously),
        [AddressFamily.InterNetwork] = new(TaskCreationOptions.RunContinuationsAsynchronously),
    };

    private readonly List<(IPAddress Address, TaskCompletionSource<Stream> Answer)> _tried = [];
    private readonly Dialer _dialer;
    private int _lookups;

    public DialerTests() =>
        _dialer = new Dialer(
            Timeout,
            _time,
            (_, family) =>
            {
                Interlocked.Increment(ref _lookups);
                return _names[family].Task;
            },
            async (address, cancel) =>
            {
                var answer = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_tried)
                {
                    _tried.Add((address.Address, answer));
                }
                await using var registration = cancel.Register(() => answer.TrySetCanceled(cancel));
                return await answer.Task;
            }
        );

    private IReadOnlyList<IPAddress> Tried
    {
        get
        {
            lock (_tried)
            {
                return [.. _tried.Select(tried => tried.Address)];
            }
        }
    }

    [Fact]
    public async Task An_address_that_swallows_packets_costs_a_quarter_of_a_second()
    {
        Know([Six], [Four]);
        var connecting = Connect();
        await UntilTried(Six);
        await Pass(TimeSpan.FromMilliseconds(249));
        Tried.ShouldBe([Six]);
        await Pass(TimeSpan.FromMilliseconds(1));
        await UntilTried(Six, Four);
        var stream = Answer(1);
        (await connecting).ShouldBeSameAs(stream);
        await Eventually.Until(() => _tried[0].Answer.Task.IsCanceled);
    }

    [Fact]
    public async Task An_address_that_refuses_costs_nothing()
    {
        Know([Six, OtherSix], [Four]);
        var connecting = Connect();
        await UntilTried(Six);
        Refuse(0);
        await Eventually.Until(() => Tried.Count == 2);
        Refuse(1);
        await Eventually.Until(() => Tried.Count == 3);
        Tried.ShouldBe([Six, Four, OtherSix], ignoreOrder: true, "whose name was looked up last comes later");
        (await Finish(2, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_families_take_turns_and_attempts_overlap()
    {
        Know([Six, OtherSix], [Four, OtherFour]);
        var connecting = Connect();
        await UntilTried(Six);
        await PassUntilTried(Six, Four);
        await PassUntilTried(Six, Four, OtherSix);
        await PassUntilTried(Six, Four, OtherSix, OtherFour);
        (await Finish(0, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_comes_too_late_is_closed()
    {
        Know([Six], [Four]);
        var slow = new LateStream();
        var dialer = new Dialer(
            Timeout,
            _time,
            (_, family) => _names[family].Task,
            async (address, _) =>
            {
                if (address.Address.Equals(Four))
                {
                    return Stream.Null;
                }
                await slow.Wanted.Task; // deaf to being cancelled
                return slow;
            }
        );
        var connecting = dialer.Connect("api.test", 443, Cancel);
        while (!connecting.IsCompleted)
        {
            await Pass(TimeSpan.FromMilliseconds(50));
        }
        (await connecting).ShouldBeSameAs(Stream.Null);
        slow.Wanted.SetResult();
        await slow.Closed.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task Names_of_one_family_that_never_come_are_not_waited_for()
    {
        _names[AddressFamily.InterNetwork].SetResult([Four]);
        var connecting = Connect();
        await PassUntilTried(Four);
        (await Finish(0, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task Names_that_come_late_join()
    {
        _names[AddressFamily.InterNetwork].SetResult([Four]);
        var connecting = Connect();
        await PassUntilTried(Four);
        _names[AddressFamily.InterNetworkV6].SetResult([Six]);
        await PassUntilTried(Four, Six);
        (await Finish(1, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_server_that_hangs_is_given_up_and_asked_once_at_a_time()
    {
        for (var i = 0; i < 3; i++)
        {
            var failed = await Should.ThrowAsync<SocketException>(() => PassUntilDone(Connect()));
            failed.SocketErrorCode.ShouldBe(SocketError.TryAgain);
            failed.Message.ShouldBe("the name api.test could not be looked up within 10 s");
        }
        _lookups.ShouldBe(2); // one of each family
        _names[AddressFamily.InterNetwork].SetResult([Four]);
        var connecting = Connect();
        await PassUntilTried(Four);
        (await Finish(0, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task When_nobody_answers_each_attempt_ends_after_its_own_time_and_all_addresses_are_named()
    {
        Know([Six], [Four]);
        var connecting = Connect();
        await UntilTried(Six);
        await PassUntilTried(Six, Four);
        await Pass(Timeout - TimeSpan.FromMilliseconds(250));
        await Eventually.Until(() => _tried[0].Answer.Task.IsCanceled);
        _tried[1].Answer.Task.IsCompleted.ShouldBeFalse();
        var failed = await Should.ThrowAsync<SocketException>(() => PassUntilDone(connecting));
        failed.SocketErrorCode.ShouldBe(SocketError.TimedOut);
        failed.Message.ShouldBe("2001:db8::6, 192.0.2.4: no answer within 10 s");
    }

    [Fact]
    public async Task A_name_without_addresses_is_unknown()
    {
        _names[AddressFamily.InterNetworkV6].SetException(new SocketException((int)SocketError.NoData));
        _names[AddressFamily.InterNetwork].SetException(new SocketException((int)SocketError.HostNotFound));
        (await Should.ThrowAsync<SocketException>(Connect)).SocketErrorCode.ShouldBeOneOf(SocketError.HostNotFound, SocketError.NoData);
    }

    [Fact]
    public async Task What_worked_last_is_tried_first_until_it_brings_nothing()
    {
        Know([Six], [Four]);
        var connecting = Connect();
        await UntilTried(Six);
        Refuse(0);
        await UntilTried(Six, Four);
        (await Finish(1, connecting)).ShouldBeTrue();
        connecting = Connect();
        await UntilTried(Six, Four, Four);
        (await Finish(2, connecting)).ShouldBeTrue();
        _dialer.Distrust();
        connecting = Connect();
        await UntilTried(Six, Four, Four, Six);
        (await Finish(3, connecting)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_is_let_go_at_once()
    {
        using var giveUp = new CancellationTokenSource();
        var connecting = _dialer.Connect("api.test", 443, giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(connecting);
        Know([Six], [Four]);
        using var again = new CancellationTokenSource();
        connecting = _dialer.Connect("api.test", 443, again.Token);
        await UntilTried(Six);
        _dialer.WaitsFor.ShouldBe("no answer from 2001:db8::6");
        await again.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(connecting);
    }

    [Fact]
    public async Task A_zone_that_is_no_interface_is_named() =>
        (await Should.ThrowAsync<SocketException>(() => _dialer.Connect("fe80::1%nowhere7", 443, Cancel))).Message.ShouldBe(
            "this machine has no network interface nowhere7"
        );

    private Task<Stream> Connect() => _dialer.Connect("api.test", 443, Cancel);

    private void Know(IPAddress[] six, IPAddress[] four)
    {
        _names[AddressFamily.InterNetworkV6].SetResult(six);
        _names[AddressFamily.InterNetwork].SetResult(four);
    }

    private void Refuse(int attempt) => _tried[attempt].Answer.SetException(new SocketException((int)SocketError.ConnectionRefused));

    private MemoryStream Answer(int attempt)
    {
        var stream = new MemoryStream();
        _tried[attempt].Answer.SetResult(stream);
        return stream;
    }

    private async Task<bool> Finish(int attempt, Task<Stream> connecting)
    {
        var stream = Answer(attempt);
        return ReferenceEquals(stream, await connecting);
    }

    private Task UntilTried(params IPAddress[] addresses) =>
        Eventually.Until(() => Tried.SequenceEqual(addresses), () => string.Join(", ", Tried));

    private async Task PassUntilTried(params IPAddress[] addresses)
    {
        for (var waited = TimeSpan.Zero; !Tried.SequenceEqual(addresses) && waited < Timeout; waited += TimeSpan.FromMilliseconds(50))
        {
            await Pass(TimeSpan.FromMilliseconds(50));
        }
        Tried.ShouldBe(addresses);
    }

    private async Task<T> PassUntilDone<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Pass(TimeSpan.FromMilliseconds(250));
        }
        return await task;
    }

    // What was set off by it happens on other threads.
    private async Task Pass(TimeSpan time)
    {
        _time.Advance(time);
        for (var i = 0; i < 1_000; i++)
        {
            await Task.Yield();
        }
    }

    private sealed class LateStream : MemoryStream
    {
        public TaskCompletionSource Wanted { get; } = new();

        public TaskCompletionSource Closed { get; } = new();

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Closed.TrySetResult();
        }
    }
}
