using System.Text.Json.Nodes;
using CsCheck;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

[Trait("Kind", "Fuzz")]
public sealed class IncomingFuzzTests
{
    private static readonly List<(string Kind, JsonObject Content)> Forms = [.. UpdateForms.All()];

    [Fact]
    public async Task Whatever_telegram_can_say_in_an_update_is_read()
    {
        await using var telegram = await SimulatedTelegram.Start(TimeProvider.System);
        using var gateway = new TelegramGateway(Given.Telegram(telegram.Token, telegram.ApiUrl));
        var read = new List<IncomingUpdate>();
        foreach (var (kind, content) in Forms)
        {
            read.Add(await Read(telegram, gateway, kind, content));
        }
        read.ShouldNotContain(update => update is IncomingUpdate.Unreadable);
        read.OfType<IncomingUpdate.TextMessage>().ShouldNotBeEmpty();
        read.OfType<IncomingUpdate.ButtonPress>().ShouldContain(press => press.Chat != null);
        read.OfType<IncomingUpdate.BotStatusChanged>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_must_be_in_an_update_and_is_not_holds_nothing_up()
    {
        await using var telegram = await SimulatedTelegram.Start(TimeProvider.System);
        using var gateway = new TelegramGateway(Given.Telegram(telegram.Token, telegram.ApiUrl));
        foreach (
            var (kind, content) in Forms.GroupBy(form => form.Kind).Select(forms => forms.MinBy(form => form.Content.ToJsonString().Length))
        )
        {
            foreach (var without in UpdateForms.WithoutEach(content))
            {
                await Read(telegram, gateway, kind, without);
            }
        }
    }

    /// <summary>An update that made the gateway fail would be asked for again for ever, and all that come after it would wait.</summary>
    [Fact]
    public async Task Whatever_stands_in_an_update_it_is_read_or_passed_over()
    {
        await using var telegram = await SimulatedTelegram.Start(TimeProvider.System);
        using var gateway = new TelegramGateway(Given.Telegram(telegram.Token, telegram.ApiUrl));
        await Gen.Select(Gen.Int[0, Forms.Count - 1], Gen.Int[0, 100_000], Gen.Int[0, UpdateForms.Others.Count - 1])
            .SampleAsync(
                async (form, at, other) =>
                    await Read(
                        telegram,
                        gateway,
                        Forms[form].Kind,
                        UpdateForms.Broken(Forms[form].Content, at, JsonNode.Parse(UpdateForms.Others[other]))
                    ),
                iter: Fuzz.Times(300),
                threads: 1
            );
    }

    // What was brought before is confirmed, whatever became of it.
    private static async Task<IncomingUpdate> Read(SimulatedTelegram telegram, TelegramGateway gateway, string kind, JsonObject content)
    {
        var id = telegram.World.Change(() =>
        {
            telegram.World.Updates.Add(kind, content);
            return telegram.World.Updates.LastId;
        });
        var answer = await gateway.GetUpdates(id, TimeSpan.Zero, TestContext.Current.CancellationToken);
        return answer.ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>().Value.ShouldHaveSingleItem();
    }
}
