using System.Text;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

/// <summary>A Bot API server behind a path, as a reverse proxy gives it one.</summary>
public sealed class ApiPathTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/tg")]
    [InlineData("/tg/")]
    [InlineData("/relay/of/telegram")]
    public async Task Every_request_has_the_path_that_is_configured(string path)
    {
        var asked = new List<string>();
        await using var server = new RawServer(async stream =>
        {
            var head = await RawServer.Head(stream);
            asked.Add(head.Split(' ')[1]);
            const string Answer = """{"ok":true,"result":[]}""";
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Answer.Length}\r\nConnection: "
                        + $"close\r\n\r\n{Answer}"
                )
            );
        });
        using var gateway = new TelegramGateway(Given.Telegram("1:a", $"http://127.0.0.1:{server.Port}{path}"));
        await gateway.GetUpdates(0, TimeSpan.Zero, Cancel);
        await gateway.Send(1, 0, MessageContent.Html("x"), silent: false, Cancel);
        await gateway.SendFile(
            1,
            0,
            new Attachment(AttachmentKind.Document, "x.csv", new byte[] { 1 }),
            MessageContent.Html("x"),
            silent: false,
            Cancel
        );
        asked.ShouldBe([.. new[] { "getUpdates", "sendMessage", "sendDocument" }.Select(method => $"{path.TrimEnd('/')}/bot1:a/{method}")]);
    }
}
