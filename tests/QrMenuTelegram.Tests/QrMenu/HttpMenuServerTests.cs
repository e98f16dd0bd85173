using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class HttpMenuServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _simulatorTime = new(new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero));
    private SimulatedMenuServer _simulator = null!;
    private HttpMenuServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatedMenuServer.Start(_simulatorTime);
        _server = Connect(_simulator.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _simulator.DisposeAsync();
    }

    private HttpMenuServer Connect(string token, string? url = null)
    {
        return new HttpMenuServer(Given.Server("Terrace", url ?? _simulator.Url, token), TimeSpan.FromSeconds(10), _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<MenuEvent>> Events(string? cursor = null) =>
        (await _server.GetEvents(cursor, Cancel)).ShouldBeOfType<PollAnswer.Updates>().Events;

    private async Task<PollAnswer.Failed> Failure()
    {
        var failed = (await _server.GetEvents(null, Cancel)).ShouldBeOfType<PollAnswer.Failed>();
        failed.Detail.ShouldNotContain(_simulator.Token);
        failed.Detail.ShouldNotContain('\n');
        failed.Detail.Length.ShouldBeLessThan(700);
        return failed;
    }

    [Fact]
    public async Task Asks_for_the_whole_queue_and_then_for_what_came_after_an_event()
    {
        foreach (var code in EventCodes.All)
        {
            _simulator.AddSample(code);
        }
        var events = await Events();
        events.Select(e => e.Code).ShouldBe(EventCodes.All);
        events.ShouldAllBe(e => e.Server == "Terrace" && e.TableName == "6" && e.Understood);
        (await Events(events[0].Hash)).Select(e => e.Code).ShouldBe(EventCodes.All.Skip(1));
        await Logged(2);
        _simulator.Requests.Select(request => (request.Hash, request.TokenIsRight)).ShouldBe([("none", true), (events[0].Hash, true)]);
    }

    [Fact]
    public async Task A_hash_of_any_characters_arrives_as_it_is()
    {
        const string hash = "0x1 &token=x#?%41+ж/..";
        await _server.GetEvents(hash, Cancel);
        await Logged(1);
        _simulator.Requests.ShouldHaveSingleItem().Hash.ShouldBe(hash);
    }

    [Fact]
    public async Task One_connection_is_kept_for_all_polls_whatever_is_answered()
    {
        for (var i = 0; i < 10; i++)
        {
            await Events();
            _simulator.BreakNext(new BrokenAnswer.Html(500), new BrokenAnswer.Empty(), new BrokenAnswer.Text());
            for (var broken = 0; broken < 3; broken++)
            {
                await Failure();
            }
        }
        await Logged(40);
        _simulator.Requests.Select(request => request.ConnectionId).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/v4/")]
    [InlineData("/api/v4/events")]
    [InlineData("/api/v4/events/?hash=none")]
    public async Task The_address_may_be_written_in_any_likely_way(string path)
    {
        using var server = Connect(_simulator.Token, " " + _simulator.Url + path + " ");
        (await server.GetEvents(null, Cancel)).ShouldBeOfType<PollAnswer.Updates>();
    }

    [Theory]
    [InlineData(WrongToken.Unauthorized, PollFailure.WrongToken, "QrMenu__Servers__Terrace__Token")]
    [InlineData(WrongToken.Forbidden, PollFailure.WrongToken, "QrMenu__Servers__Terrace__Token")]
    [InlineData(WrongToken.ResultFalse, PollFailure.Refused, "Неверный ключ")]
    public async Task A_wrong_key_is_told_as_such(WrongToken manner, PollFailure failure, string detail)
    {
        _simulator.Switches.WrongToken = manner;
        using var server = Connect("wrong-key-0123456789");
        var failed = (await server.GetEvents(null, Cancel)).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(failure);
        failed.Variable.ShouldBe("QrMenu__Servers__Terrace__Token");
        failed.Detail.ShouldContain(detail);
        failed.Detail.ShouldNotContain("wrong-key");
    }

    public static TheoryData<string, PollFailure, string> BrokenAnswers =>
        new()
        {
            { "reset", PollFailure.Unreachable, "QrMenu__Servers__Terrace__Url" },
            { "500", PollFailure.ServerError, "status 500: <html><body><h1>500</h1></body></html>" },
            { "404", PollFailure.ServerError, "QrMenu__Servers__Terrace__Url" },
            { "302", PollFailure.ServerError, "sends us elsewhere" },
            { "empty", PollFailure.Unreadable, "the answer is empty" },
            { "text", PollFailure.Unreadable, "Welcome to the router's login page" },
            { "huge", PollFailure.Unreadable, "the answer is longer than 16 MB: {\"result\": true" },
        };

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_broken_answer_is_an_error_of_that_poll_and_the_next_one_is_well(string how, PollFailure failure, string detail)
    {
        _simulator.AddSample(EventCodes.WaiterCall);
        await Events();
        _simulator.BreakNext(
            how switch
            {
                "reset" => new BrokenAnswer.Reset(),
                "empty" => new BrokenAnswer.Empty(),
                "text" => new BrokenAnswer.Text(),
                "huge" => new BrokenAnswer.Huge(20),
                _ => new BrokenAnswer.Html(int.Parse(how)),
            }
        );
        var failed = await Failure();
        failed.Failure.ShouldBe(failure);
        failed.Detail.ShouldContain(detail);
        (await Events()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Content-Length: 90")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_cut_answer_is_unreadable(string framing)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var server = Connect("key", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var poll = server.GetEvents(null, Cancel);
        using (var client = await listener.AcceptTcpClientAsync(Cancel))
        {
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1, cancellationToken: Cancel);
            await client
                .GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n50\r\n{{\"result\": true, \"data\":"), Cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            var failed = (await poll).ShouldBeOfType<PollAnswer.Failed>();
            failed.Failure.ShouldBe(PollFailure.Unreadable);
            failed.Detail.ShouldContain("the answer was cut after");
            failed.Detail.ShouldContain("\"data\":");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_torn_in_mid_answer_is_an_error_of_that_poll(bool chunked)
    {
        _simulator.AddSample(EventCodes.SaveOrder);
        _simulator.BreakNext(new BrokenAnswer.Cut(chunked));
        (await Failure()).Failure.ShouldBeOneOf(PollFailure.Unreadable, PollFailure.Unreachable);
        (await Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_the_server_repeats_is_not_repeated_by_us()
    {
        _simulator.BreakNext(
            new BrokenAnswer.Text($"<h1>bad token {_simulator.Token}</h1>"),
            new BrokenAnswer.Text($"{{\"result\":false,\"token\":\"{_simulator.Token}\"}}")
        );
        (await Failure()).Detail.ShouldContain("bad token ***");
        (await Failure()).Detail.ShouldContain("***");
    }

    [Fact]
    public async Task A_server_that_is_off_is_unreachable_and_well_again_when_it_is_on()
    {
        await Events();
        await _simulator.GoDown();
        for (var i = 0; i < 3; i++)
        {
            var failed = await Failure();
            failed.Failure.ShouldBe(PollFailure.Unreachable);
            failed.Detail.ShouldContain("QrMenu__Servers__Terrace__Url");
        }
        await _simulator.GoUp();
        await Events();
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_as_such()
    {
        using var server = Connect("x", "http://no-such-host.invalid:1234");
        var failed = (await server.GetEvents(null, Cancel)).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.Unreachable);
        failed.Detail.ShouldContain("no-such-host.invalid");
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_given_up()
    {
        _simulator.BreakNext(new BrokenAnswer.Hang());
        var poll = _server.GetEvents(null, Cancel);
        await Arrived();
        _time.Advance(TimeSpan.FromSeconds(9.9));
        poll.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var failed = (await poll).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.TimedOut);
        failed.Detail.ShouldContain("within 10 s");
        await Events();
    }

    [Fact]
    public async Task An_answer_that_takes_9_s_is_waited_for()
    {
        _simulator.Switches.Delay = TimeSpan.FromSeconds(9);
        var poll = Events();
        await Eventually.Until(() =>
        {
            _simulatorTime.Advance(TimeSpan.FromSeconds(1));
            return poll.IsCompleted;
        });
        await poll;
    }

    [Fact]
    public async Task Giving_up_ends_the_call_at_once()
    {
        using var stop = new CancellationTokenSource();
        _simulator.BreakNext(new BrokenAnswer.Hang());
        var poll = _server.GetEvents(null, stop.Token);
        await Arrived();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(poll);
    }

    [Fact]
    public async Task Ten_thousand_real_events_are_read_in_one_answer()
    {
        Dish[] dishes = [new Dish(1, "Цезарь с курицей", 390), new Dish(2, "Морс клюквенный", 120, 2), new Dish(3, "Хлебная корзина", 90)];
        for (var i = 0; i < 2_000; i++)
        {
            var table = _simulator.Table("Стол " + i);
            table.SaveOrder(dishes);
            table.SaveOrder(dishes[0]);
            table.CallWaiter();
            table.AskForBill();
            table.PayOnline();
        }
        var size = _simulator.Queue.Sum(e => Encoding.UTF8.GetByteCount(e.Json) + 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"{size / 1e6:0.0} MB");
        size.ShouldBeLessThan(BodyReader.Longest);
        var events = await Events();
        events.Count.ShouldBe(10_000);
        events.ShouldAllBe(e => e.Understood);
        events[1].Order!.Dishes.Count.ShouldBe(4);
        events[1].Added!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Odd_elements_come_beside_good_ones()
    {
        _simulator.Add("17");
        _simulator.AddSample(EventCodes.SaveOrder);
        _simulator.Add(JsonSerializer.Serialize(new string('я', 300)));
        _simulator.Add("""{"hash":"0x9","code":"smoke_signal","table":null}""");
        _simulator.Switches.Duplicates = true;
        var events = await Events();
        events.Count.ShouldBe(8);
        events.Where(e => e.Understood).Select(e => e.Code).Distinct().ShouldBe([EventCodes.SaveOrder, "smoke_signal"]);
    }

    // The simulator writes a request down after its answer.
    private Task Logged(int requests) => _simulator.WaitFor(() => _simulator.RequestCount == requests);

    // The simulator says when a request ends, not when it begins.
    private Task Arrived() => Eventually.Until(() => _simulator.MostAtOnce > 0);
}
