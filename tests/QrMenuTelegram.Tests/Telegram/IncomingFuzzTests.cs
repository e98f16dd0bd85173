using System.Text.Json.Nodes;
using CsCheck;
using QrMenuTelegram.Playground.Simulation;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

public sealed class IncomingFuzzTests
{
    /// <summary>An update that made the gateway fail would be asked for again for ever, and all that come after it would wait.</summary>
    [Fact]
    public async Task Whatever_stands_in_an_update_it_is_read_or_passed_over()
    {
        await using var telegram = await SimulatedTelegram.Start(TimeProvider.System);
        using var gateway = new TelegramGateway(new TelegramOptions { Token = telegram.Token, ApiUrl = telegram.ApiUrl });
        var forms = UpdateForms.All().ToList();
        var offset = 0;
        await Gen.Select(Gen.Int[0, forms.Count - 1], Gen.Int[0, 100_000], Gen.Int[0, UpdateForms.Others.Count - 1]).SampleAsync(
            async (form, at, other) =>
            {
                var (kind, content) = forms[form];
                telegram.World.Change(() => telegram.World.Updates.Add(kind, UpdateForms.Broken(content, at, JsonNode.Parse(UpdateForms.Others[other]))));
                var answer = await gateway.GetUpdates(offset, TimeSpan.Zero, TestContext.Current.CancellationToken);
                offset = answer.ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>().Value.ShouldHaveSingleItem().UpdateId + 1;
            },
            iter: Fuzz.Times(300),
            threads: 1);
    }
}
