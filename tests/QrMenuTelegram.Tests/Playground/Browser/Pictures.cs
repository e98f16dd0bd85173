using Microsoft.Playwright;
using QrMenuTelegram.Playground;
using static Microsoft.Playwright.Assertions;

namespace QrMenuTelegram.Tests.Playground.Browser;

/// <summary>Takes the pictures of README and docs (<c>docs/pictures/take</c>); run only when asked for.</summary>
[Trait("Kind", "Browser")]
public sealed class Pictures(PageBrowser browsers)
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PICTURES") ?? Path.GetTempPath();

    [Theory(Explicit = true)]
    [InlineData("ru", "Официанты · Зал", "Кухня", "Мария", "Принять")]
    [InlineData("en", "Waiters · Dining room", "Kitchen", "Mary", "Take")]
    public async Task Take(string language, string hall, string kitchen, string manager, string take)
    {
        await using var open = await OpenPage.Open(browsers, new PlaygroundOptions { Language = language }, 1500, 940, pixels: 1.5f);
        await open.Page.Locator("#set-up").ClickAsync();
        await Expect(open.Page.Locator(".first-steps")).ToBeHiddenAsync();
        await open.Show(manager);

        var floor = open.Session.Restaurant!.Floor;
        await Happen(open, () => floor.CallWaiter("VIP"));
        await Happen(open, () => floor.Order("6", [new(1000062, 1, [1000201]), new(1000082, 2)]));
        await Happen(open, () => floor.Order("6", [new(1000071, 2)]));
        await Happen(open, () => floor.AskForBill("6"));
        await Happen(open, () => floor.PayOnline("6"));
        await Happen(open, () => floor.CallWaiter("2"));
        await open.Phone(hall).GetByRole(AriaRole.Button, new() { Name = take }).Last.ClickAsync();
        await Expect(open.Phone(hall).Locator(".bubble", new() { HasText = "🔔" }).Last).ToContainTextAsync("✅");
        floor.Order("8", [new(1000051, 2, [1000204, 1000206]), new(1000052, 0.35m)]);
        floor.Order("10", [new(1000043, 2), new(1000081, 2, [1000207])]);
        floor.AskForBill("8");
        floor.Order("4", [new(1000053, 1), new(1000042, 1)]);
        await Settle(open);
        await Happen(open, () => floor.CallWaiter("5"));

        foreach (var phone in (string[])[hall, kitchen, manager])
        {
            await open.Phone(phone).Locator(".messages").EvaluateAsync("list => list.scrollTop = list.scrollHeight");
        }
        await Shoot(open.Page, $"playground-{language}");
        await open.Page.SetViewportSizeAsync(1500, 1180);
        await open.Phone(hall).ScreenshotAsync(new() { Path = PathOf($"messages-{language}") });
        await Messages(open.Phone(hall), language);
        await open.Page.SetViewportSizeAsync(1500, 940);

        await open.Page.Locator(".strip .open").ClickAsync();
        await open.Session.Phones!.Trouble.Set(QrMenuTelegram.Playground.Breakage.TelegramState.Down);
        floor.CallWaiter("1");
        floor.CallWaiter("9");
        await Expect(open.Page.Locator("#count-waiting")).ToContainTextAsync("2");
        await Shoot(open.Page, $"broken-{language}");
        await open.Session.Phones.Trouble.Set(QrMenuTelegram.Playground.Breakage.TelegramState.Well);
        await open.Page.Locator(".strip .open").ClickAsync();
        await Settle(open);

        await open.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Shoot(open.Page, $"playground-dark-{language}");
        await open.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await open.Page.SetViewportSizeAsync(390, 844);
        await open.Page.Locator("#tabs [data-name=phones]").ClickAsync();
        await open.Show(hall);
        await Shoot(open.Page, $"playground-phone-{language}");
    }

    /// <summary>Each kind of message, by itself: the icon tells which it is.</summary>
    private static async Task Messages(ILocator phone, string language)
    {
        foreach (
            var (code, icon) in (IEnumerable<(string, string)>)
                [("waiter_call", "🔔"), ("save_order", "🍽"), ("additional_order", "➕"), ("bill_request", "🧾"), ("online_payment", "💳")]
        )
        {
            await phone.Locator(".bubble", new() { HasText = icon }).Last.ScreenshotAsync(new() { Path = PathOf($"{code}-{language}") });
        }
    }

    private static async Task Happen(OpenPage open, Action what)
    {
        var before = await open.Page.Locator("#count-made").TextContentAsync();
        what();
        await Expect(open.Page.Locator("#count-made")).Not.ToHaveTextAsync(before!);
        await Settle(open);
    }

    private static async Task Settle(OpenPage open)
    {
        await Expect(open.Page.Locator("#count-waiting")).ToHaveTextAsync("0");
        await open.Page.WaitForTimeoutAsync(300);
    }

    private static Task Shoot(IPage page, string name) => page.ScreenshotAsync(new() { Path = PathOf(name) });

    private static string PathOf(string name) => Path.Combine(Folder, name + ".png");
}
