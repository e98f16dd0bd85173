using System.Net;
using Microsoft.Playwright;
using QrMenuTelegram.Playground;
using QrMenuTelegram.Playground.Page;

namespace QrMenuTelegram.Tests.Playground.Browser;

/// <summary>A playground and its page in a browser of its own.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly PageServer _server;
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private OpenPage(PlaySession session, PageServer server, IBrowserContext context, IPage page)
    {
        Session = session;
        _server = server;
        _context = context;
        Page = page;
    }

    public PlaySession Session { get; }

    public IPage Page { get; }

    public static async Task<OpenPage> Open(
        PageBrowser browsers,
        PlaygroundOptions? options = null,
        int width = 1440,
        int height = 900,
        ColorScheme scheme = ColorScheme.Light,
        float pixels = 1
    )
    {
        var browser = await browsers.Get();
        var session = await PlaySession.Start(options ?? new PlaygroundOptions(), new Random(1).NextDouble);
        var server = await PageServer.Start(session, IPAddress.Loopback, 0);
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = scheme,
                DeviceScaleFactor = pixels,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await context.NewPageAsync();
        var open = new OpenPage(session, server, context, page);
        page.PageError += (_, error) => open._errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                open._errors.Add(message.Text);
            }
        };
        await page.GotoAsync(server.Url);
        await page.WaitForSelectorAsync("body[data-ready]");
        return open;
    }

    /// <summary>The phone that shows a chat.</summary>
    public ILocator Phone(string title) => Page.GetByRole(AriaRole.Article, new PageGetByRoleOptions { Name = title, Exact = true });

    /// <summary>Brings a chat's phone to the screen.</summary>
    public async Task<ILocator> Show(string title)
    {
        if (!await Phone(title).IsVisibleAsync())
        {
            await Page.Locator(".chip", new PageLocatorOptions { HasText = title }).ClickAsync();
        }
        return Phone(title);
    }

    /// <summary>Types into a phone and sends it.</summary>
    public async Task Say(string title, string text)
    {
        var field = (await Show(title)).GetByRole(AriaRole.Textbox);
        await field.FillAsync(text);
        await field.PressAsync("Enter");
    }

    /// <summary>Opens a table's box.</summary>
    public async Task<ILocator> Table(string name)
    {
        await Page.Locator(
                ".table",
                new PageLocatorOptions { Has = Page.Locator("b", new PageLocatorOptions { HasTextRegex = new($@"\s{name}$") }) }
            )
            .ClickAsync();
        return Page.GetByRole(AriaRole.Dialog);
    }

    /// <summary>What the page's scripts complained of; loading is not disturbed by a server that was stopped on purpose.</summary>
    public IReadOnlyList<string> Errors => [.. _errors.Where(e => !e.Contains("net::ERR", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _server.DisposeAsync();
        await Session.DisposeAsync();
    }
}
