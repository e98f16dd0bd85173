using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>What a poll puts on the wire, and what it makes of answers that no simulator of ours gives.</summary>
public sealed class PollOnTheWireTests : IAsyncLifetime
{
    private const string Good = "{\"result\":true,\"data\":{\"updates\":[]}}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly CancellationTokenSource _end = new();
    private Func<string, string> _answer = _ => Ok("");
    private HttpMenuServer _server = null!;
    private Task _serving = Task.CompletedTask;

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ValueTask InitializeAsync()
    {
        _listener.Start();
        _serving = Serve();
        _server = new HttpMenuServer(Given.Server("Terrace", Address, "key-of-the-server"), TimeSpan.FromSeconds(10), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    [Fact]
    public async Task Says_what_it_wants_and_brings_back_no_cookie()
    {
        _answer = _ => Ok("Set-Cookie: session=1; Path=/\r\n");
        await Ask();
        await Ask();
        _requests.Count.ShouldBe(2);
        _requests.ShouldAllBe(request =>
            request.Contains("Accept: application/json") && request.Contains("token: key-of-the-server") && !request.Contains("Cookie")
        );
    }

    [Theory]
    [InlineData(300)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(399)]
    public async Task The_key_goes_nowhere_but_to_the_address_of_the_configuration(int status)
    {
        _answer = request =>
            request.StartsWith("GET /elsewhere", StringComparison.Ordinal)
                ? Ok("")
                : Head(status, $"Location: {Address}/elsewhere\r\n", "");
        var failed = (await Ask()).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.ServerError);
        failed.Detail.ShouldContain($"the server sends us elsewhere (status {status}, {Address}/elsewhere)");
        _requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_to_nowhere_is_told_as_such()
    {
        _answer = _ => Head(302, "", "");
        (await Ask()).ShouldBeOfType<PollAnswer.Failed>().Detail.ShouldContain("(status 302, nowhere)");
    }

    [Fact]
    public async Task The_first_refusal_behind_the_redirects_is_none()
    {
        _answer = _ => Head(400, "", "no such page");
        (await Ask()).ShouldBeOfType<PollAnswer.Failed>().Detail.ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task No_content_is_no_event()
    {
        _answer = _ => "HTTP/1.1 204 No Content\r\n\r\n";
        (await Ask()).ShouldBeOfType<PollAnswer.Updates>().Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_that_is_cut_is_told_by_its_status()
    {
        _answer = _ => "HTTP/1.1 503 Busy\r\nContent-Length: 100\r\nConnection: close\r\n\r\ncome back";
        var failed = (await Ask()).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.ServerError);
        failed.Detail.ShouldContain("status 503: come back");
    }

    [Fact]
    public async Task An_error_that_says_nothing_is_told_without_a_quote()
    {
        _answer = _ => Head(500, "", "");
        (await Ask()).ShouldBeOfType<PollAnswer.Failed>().Detail.ShouldBe("the server answered with status 500");
    }

    private Task<PollAnswer> Ask() => _server.GetEvents(null, TestContext.Current.CancellationToken);

    private static string Ok(string headers) => Head(200, headers, Good);

    private static string Head(int status, string headers, string body) =>
        $"HTTP/1.1 {status} X\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    // One connection at a time is all that a poller has.
    private async Task Serve()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await Request(reader) is { Length: > 0 } request)
                {
                    _requests.Enqueue(request);
                    var answer = _answer(request);
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), _end.Token);
                    if (answer.Contains("Connection: close", StringComparison.Ordinal))
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException) { }
    }

    private async Task<string> Request(StreamReader reader)
    {
        var request = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
        {
            request.AppendLine(line);
        }
        return request.ToString();
    }
}
