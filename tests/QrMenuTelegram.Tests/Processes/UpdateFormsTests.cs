using System.Text.Json.Nodes;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>The program as it is shipped has no reflection to read JSON by, and the library was not made for that everywhere.</summary>
[Trait("Kind", "Process")]
public sealed class UpdateFormsTests
{
    [Fact]
    public async Task Whatever_telegram_can_say_in_an_update_is_read_and_what_it_can_not_holds_nothing_up()
    {
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var forms = UpdateForms.All().ToList();
        forms.Count.ShouldBeGreaterThan(150);
        Bring(forms);
        await Answered();
        bridge.Output.ShouldNotContain("is in no form that can be read");

        var forwarded = forms.First(form => form.Content.ContainsKey("forward_origin"));
        forwarded.Content["forward_origin"] = new JsonObject();
        Bring([forwarded]);
        await Answered();

        Bring(
            forms.Select(
                (form, n) =>
                    (form.Kind, UpdateForms.Broken(form.Content, 7 * n, JsonNode.Parse(UpdateForms.Others[n % UpdateForms.Others.Count])))
            )
        );
        await Answered();
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.ShouldNotContain(" error ");
        bridge.Output.ShouldNotContain("updates fails");

        void Bring(IEnumerable<(string Kind, JsonObject Content)> updates) =>
            whole.Telegram.World.Change(() =>
            {
                foreach (var (kind, content) in updates)
                {
                    whole.Telegram.World.Updates.Add(kind, content);
                }
            });

        async Task Answered()
        {
            var before = manager.PrivateChat.FromBot.Count;
            manager.Say("/help");
            await manager.PrivateChat.WaitForMessages(before + 1);
        }
    }
}
