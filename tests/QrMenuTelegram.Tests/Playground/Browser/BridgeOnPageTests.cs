using Microsoft.Playwright;
using QrMenuTelegram.Playground;
using QrMenuTelegram.Playground.Bridge;
using static Microsoft.Playwright.Assertions;

namespace QrMenuTelegram.Tests.Playground.Browser;

/// <summary>The main job in a browser: restaurant, the real bridge as a process, phones.</summary>
[Trait("Kind", "Browser")]
public sealed class BridgeOnPageTests(PageBrowser browsers)
{
    private const string Hall = "Waiters · Dining room";

    [Fact]
    public async Task From_an_empty_start_to_a_call_in_the_right_group()
    {
        await using var open = await Open("en");
        await open.Page.Locator("#start-link").ClickAsync();
        await Expect(open.Phone("Mary").Locator(".bubble")).ToHaveCountAsync(2);

        await open.Say(Hall, "/subscribe");
        await open.Phone(Hall).GetByRole(AriaRole.Button, new() { Name = "Waiters — every event" }).ClickAsync();
        await open.Phone(Hall).GetByRole(AriaRole.Button, new() { Name = "All tables" }).ClickAsync();
        await Expect(open.Phone(Hall).Locator("[data-message]").Last).ToContainTextAsync("This chat gets: waiters");

        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await Expect(open.Phone(Hall).Locator("[data-message]").Last).ToContainTextAsync("6");
        await Expect(open.Page.Locator("#count-shown")).ToHaveTextAsync("1");
        await Expect(open.Page.Locator("#count-waiting")).ToHaveTextAsync("0");
        open.Session.Phones!.Cast.Terrace.FromBot.ShouldNotContain(message => message.Text.Contains("Table"));
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_evening_needs_four_taps_and_one_that_only_Telegram_asks_for_and_nothing_typed()
    {
        const string garden = "Garden";
        await using var open = await Open("en");
        open.Session.Phones!.Telegram.World.AddGroup(garden);
        await open.Page.Locator("#start-link").ClickAsync();
        await open.Phone("Mary").GetByRole(AriaRole.Button, new() { Name = "Add to a group" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = garden }).ClickAsync();
        await open.Phone(garden).GetByRole(AriaRole.Button, new() { Name = "Waiters — every event" }).ClickAsync();
        await Expect(open.Phone(garden).Locator("[data-message]").Last).ToContainTextAsync("This chat gets: waiters · all tables");

        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        var call = open.Phone(garden).Locator("[data-message]", new() { HasText = "Table 6" }).Last;
        await Expect(call.Locator("time.ago")).ToContainTextAsync("second");
        await call.GetByRole(AriaRole.Button, new() { Name = "Take" }).ClickAsync();
        await Expect(call.GetByRole(AriaRole.Button, new() { Name = "🏃" })).ToBeDisabledAsync();
        await call.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(call).ToContainTextAsync("Done:");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Numbers_are_answered_to_the_question_for_them()
    {
        await using var open = await Open("en");
        await open.Page.Locator("#start-link").ClickAsync();
        await Expect(open.Phone("Mary").Locator(".bubble")).ToHaveCountAsync(2);
        await open.Say(Hall, "/subscribe");
        foreach (var name in (string[])["Waiters — every event", "Choose tables", "Type numbers"])
        {
            await open.Phone(Hall).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        }
        await Expect(open.Phone(Hall).GetByPlaceholder("1-8 12 VIP")).ToBeVisibleAsync();
        await open.Say(Hall, "1-4 and 7");
        await Expect(open.Phone(Hall).Locator("[data-message]").Last).ToContainTextAsync("This chat gets: waiters · tables 1-4, 7");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_kitchen_reads_dishes_with_their_modifiers_in_its_topic()
    {
        await using var open = await OpenSetUp("ru");

        var box = await open.Table("3");
        await box.GetByRole(AriaRole.Button, new() { Name = "Больше: Пепперони" }).ClickAsync();
        await box.Locator(".dish", new() { HasText = "Пепперони" }).GetByText("Халапеньо").ClickAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "Заказать на" }).ClickAsync();

        var order = (await open.Show("Кухня")).Locator("[data-message]").Last;
        await Expect(order).ToContainTextAsync("Пепперони");
        await Expect(order).ToContainTextAsync("Халапеньо");
        open.Session.Phones!.Cast.Kitchen.Last.TopicId.ShouldBe(open.Session.Phones.Cast.Kitchen.Topics[0].Id);
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_happens_while_Telegram_is_down_is_shown_when_it_is_back()
    {
        await using var open = await OpenSetUp("en");
        await open.Page.Locator(".strip .open").ClickAsync();
        await open.Page.GetByRole(AriaRole.Group, new() { Name = "Telegram" }).GetByText("Down").ClickAsync();
        foreach (var table in (string[])["1", "2", "6"])
        {
            await (await open.Table(table)).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        }
        await Expect(open.Page.Locator("#count-made")).ToHaveTextAsync("3");
        await Expect(open.Page.Locator("#count-waiting")).ToContainTextAsync("3");

        await open.Page.GetByRole(AriaRole.Group, new() { Name = "Telegram" }).GetByText("Works").ClickAsync();

        await Expect(open.Page.Locator("#count-shown")).ToHaveTextAsync("3");
        var shown = string.Join('\n', open.Session.Phones!.Cast.Hall.FromBot.Select(m => m.Text));
        foreach (var table in (string[])["1", "2", "6"])
        {
            shown.ShouldContain(table);
        }
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_loses_nothing()
    {
        await using var open = await OpenSetUp("en");
        await open.Page.Locator(".strip .open").ClickAsync();
        await (await open.Table("1")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Kill" }).ClickAsync();
        await Expect(open.Page.GetByText("Bridge is stopped").First).ToBeVisibleAsync();
        await (await open.Table("2")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).Last.ClickAsync();

        await Expect(open.Page.Locator("#count-shown")).ToHaveTextAsync("2");
        await Expect(open.Page.Locator("#count-waiting")).ToHaveTextAsync("0");
        await Expect(open.Page.Locator("#count-twice")).ToHaveTextAsync("0");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_menu_of_commands_is_that_of_whoever_holds_the_phone()
    {
        await using var open = await OpenSetUp("en");
        var (telegram, cast) = (open.Session.Phones!.Telegram, open.Session.Phones.Cast);
        await telegram.WaitFor(() => telegram.MenuFor(cast.Hall, cast.Manager).Any(command => command.Command == "subscribe"));
        await telegram.WaitFor(() => telegram.MenuFor(cast.Hall, cast.Waiter).Any(command => command.Command == "open"));
        var hall = open.Phone(Hall);
        await hall.GetByRole(AriaRole.Textbox).FillAsync("/");
        await Expect(hall.GetByRole(AriaRole.Option).Filter(new() { HasText = "/subscribe" })).ToBeVisibleAsync();

        await hall.GetByRole(AriaRole.Textbox).FillAsync("");
        await hall.Locator(".as select").SelectOptionAsync(cast.Waiter.Id.ToString());
        await hall.GetByRole(AriaRole.Textbox).FillAsync("/");
        await Expect(hall.GetByRole(AriaRole.Option).Filter(new() { HasText = "/open" })).ToBeVisibleAsync();
        await Expect(hall.GetByRole(AriaRole.Option).Filter(new() { HasText = "/subscribe" })).ToHaveCountAsync(0);
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_nobody_takes_is_reminded_of_and_whoever_takes_it_is_seen_by_all()
    {
        await using var open = await OpenSetUp("en");
        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        var hall = open.Phone(Hall);
        await Expect(hall.Locator("[data-message]").Last.GetByRole(AriaRole.Button, new() { Name = "Take" })).ToBeVisibleAsync();
        await open.Session.SetSpeed(60);
        await Expect(hall.Locator("[data-message]", new() { HasText = "Again: table 6 is waiting" }).First).ToBeVisibleAsync();
        await open.Session.SetSpeed(1);

        await hall.GetByRole(AriaRole.Button, new() { Name = "Take" }).Last.ClickAsync();
        await Expect(hall.Locator("[data-message]").Last).ToContainTextAsync("is going · after");
        // The call and each of its reminders: on a slow machine there are more of them before the clock is slow again.
        await Expect(hall.GetByRole(AriaRole.Button, new() { Name = "Take" })).ToHaveCountAsync(0);
        (await hall.Locator("[data-message]", new() { HasText = "is going · after" }).CountAsync()).ShouldBeGreaterThan(1);
        await hall.GetByRole(AriaRole.Button, new() { Name = "Done" }).Last.ClickAsync();
        await Expect(hall.Locator("[data-message]").Last).ToContainTextAsync("Done:");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_board_and_the_picture_of_the_day_are_shown()
    {
        await using var open = await OpenSetUp("en");
        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await open.Say("Mary", "/board");
        var manager = await open.Show("Mary");
        await Expect(manager.Locator("[data-message]", new() { HasText = "🟢" }).Last).ToContainTextAsync("6");
        await open.Say("Mary", "/report");
        await Expect(manager.Locator("[data-message] img").Last).ToBeVisibleAsync();
        await Expect(manager.Locator("[data-message]", new() { Has = open.Page.Locator("img") }).Last).ToContainTextAsync("1");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_language_of_the_page_is_the_language_of_the_messages()
    {
        await using var open = await OpenSetUp("ru");
        await open.Page.SelectOptionAsync("#language", "en");
        await open.Page.WaitForSelectorAsync("html[lang=en] body[data-ready]");
        await open.Session.Bridge!.Changes.WaitFor(() => open.Session.Bridge.State == BridgeState.Running);

        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Ask for the bill" }).ClickAsync();

        await Expect(open.Phone(Hall).Locator("[data-message]").Last).ToContainTextAsync("Bill, please");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_gets_nothing()
    {
        await using var open = await OpenSetUp("en");
        var phone = await open.Show("Passer-by");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await open.Say("Passer-by", "/status");
        // What he said, and the one answer that a stranger gets a minute.
        await Expect(phone.Locator(".bubble")).ToHaveCountAsync(3);
        await (await open.Table("6")).GetByRole(AriaRole.Button, new() { Name = "Call the waiter" }).ClickAsync();
        await Expect(open.Page.Locator("#count-shown")).ToHaveTextAsync("1");

        var read = string.Join('\n', open.Session.Phones!.Cast.Stranger.PrivateChat.FromBot.Select(m => m.Text));
        read.ShouldNotContain("Bistro");
        read.ShouldNotContain("6");
        open.Errors.ShouldBeEmpty();
    }

    private Task<OpenPage> Open(string language) => OpenPage.Open(browsers, new PlaygroundOptions { Language = language });

    /// <summary>With everything set up by the page's own button.</summary>
    private async Task<OpenPage> OpenSetUp(string language)
    {
        var open = await Open(language);
        await open.Page.Locator("#set-up").ClickAsync();

        // Each command waits for its answer, in real time and at the groups' pace.
        await Expect(open.Page.Locator(".first-steps")).ToBeHiddenAsync(new() { Timeout = 120_000 });
        return open;
    }
}
