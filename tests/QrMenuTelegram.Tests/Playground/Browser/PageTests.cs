using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using QrMenuTelegram.Playground;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using static Microsoft.Playwright.Assertions;

namespace QrMenuTelegram.Tests.Playground.Browser;

/// <summary>The page itself, with each side alone.</summary>
[Trait("Kind", "Browser")]
public sealed class PageTests(PageBrowser browsers)
{
    [Fact]
    public async Task Guests_call_order_and_pay()
    {
        await using var open = await OpenPage.Open(browsers, new PlaygroundOptions { Parts = Parts.OnlyServer, Language = "en" });

        var box = await open.Table("6");
        await box.GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await Expect(open.Page.Locator(".table[data-code=waiter_call]")).ToHaveCountAsync(1);

        box = await open.Table("6");
        await box.GetByRole(AriaRole.Button, new() { Name = "More: Pepperoni" }).ClickAsync(new() { ClickCount = 2 });
        await box.Locator(".dish", new() { HasText = "Pepperoni" }).GetByText("Extra cheese").ClickAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "More: Fish of the day, kg" }).ClickAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "Order for 2,160 ₽" }).ClickAsync();
        await Expect(open.Page.Locator(".table[data-code=save_order]")).ToContainTextAsync("2,160 ₽");

        box = await open.Table("6");
        await Expect(box).ToContainTextAsync("Pepperoni ×2");
        await box.GetByRole(AriaRole.Button, new() { Name = "Pay online" }).ClickAsync();
        await Expect(open.Page.Locator(".table[data-code=online_payment]")).ToHaveCountAsync(1);

        var events = open.Session.Restaurant!.Server.Queue.Select(e => JsonNode.Parse(e.Json)!).ToList();
        events.Select(e => e["code"]!.ToString()).ShouldBe(["waiter_call", "save_order", "online_payment"]);
        events[1]["order"]!["dishes"]![1]!["modifiers"]![0]!["name"]!.ToString().ShouldBe("Extra cheese");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_phone_shows_what_the_bot_sends_and_sends_what_is_typed_and_pressed()
    {
        await using var open = await OpenPage.Open(browsers, new PlaygroundOptions { Parts = Parts.OnlyTelegram, Language = "en" });
        var telegram = open.Session.Phones!.Telegram;
        var hall = open.Session.Phones.Cast.Hall;

        telegram.Call(
            new ApiCall(
                "sendMessage",
                new JsonObject
                {
                    ["chat_id"] = hall.Id,
                    ["parse_mode"] = "HTML",
                    ["text"] = "<b>Table 6</b> &lt;img src=x onerror=alert(1)&gt; <tg-spoiler>secret</tg-spoiler> /help",
                    ["disable_notification"] = true,
                    ["reply_markup"] = new JsonObject
                    {
                        ["inline_keyboard"] = new JsonArray(
                            new JsonArray(
                                new JsonObject
                                {
                                    ["text"] = "Take",
                                    ["callback_data"] = "take:1",
                                    ["style"] = "success",
                                }
                            )
                        ),
                    },
                }
            )
        );
        var phone = open.Phone("Waiters · Dining room");
        var bubble = phone.Locator("[data-message]").Last;
        await Expect(bubble.Locator("b")).ToHaveTextAsync("Table 6");
        await Expect(bubble).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(bubble.GetByText("silent")).ToHaveCountAsync(1);

        await bubble.GetByRole(AriaRole.Button, new() { Name = "Take" }).ClickAsync();
        var press = await Press(telegram);
        press.Data.ShouldBe("take:1");
        telegram.Call(new ApiCall("answerCallbackQuery", new JsonObject { ["callback_query_id"] = press.QueryId, ["text"] = "Mary goes" }));
        await Expect(phone.GetByRole(AriaRole.Status)).ToHaveTextAsync("Mary goes");

        await bubble.GetByRole(AriaRole.Button, new() { Name = "/help" }).ClickAsync();
        await Expect(phone.Locator(".mine .bubble").Last).ToContainTextAsync("/help");
        await open.Say("Waiters · Dining room", "/status now");
        await telegram.WaitFor(() => hall.All[^1].Text == "/status now");

        telegram.Call(
            new ApiCall(
                "editMessageText",
                new JsonObject
                {
                    ["chat_id"] = hall.Id,
                    ["message_id"] = hall.Last.Id,
                    ["text"] = "Mary took it",
                }
            )
        );
        await Expect(bubble.Page.Locator("[data-message]", new() { HasText = "Mary took it" })).ToContainTextAsync("edited");
        open.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ru", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task Axe_finds_no_violation(string language, ColorScheme scheme)
    {
        await using var open = await OpenPage.Open(browsers, new PlaygroundOptions { Language = language }, scheme: scheme);
        var floor = open.Session.Restaurant!.Floor;
        floor.CallWaiter("6");
        floor.Order("3", [new(1000062, 2)]);
        floor.AskForBill("3");
        await Expect(open.Page.Locator(".table[data-code]")).ToHaveCountAsync(2);
        await open.Page.Locator(".strip .open").ClickAsync();
        await Clean(open.Page);
        await open.Table("3");
        await Clean(open.Page);
        await open.Page.Keyboard.PressAsync("Escape");

        await open.Page.SetViewportSizeAsync(390, 844);
        foreach (var tab in (string[])["restaurant", "phones", "trouble"])
        {
            await open.Page.Locator($"#tabs [data-name={tab}]").ClickAsync();
            await Clean(open.Page);
        }
        open.Errors.ShouldBeEmpty();
    }

    /// <summary>The press that waits for its answer.</summary>
    private static async Task<Press> Press(SimulatedTelegram telegram)
    {
        await telegram.WaitFor(() => telegram.OpenPresses.Count == 1);
        return telegram.OpenPresses.Single();
    }

    private static async Task Clean(IPage page)
    {
        var result = await page.RunAxe();
        result.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
    }
}
