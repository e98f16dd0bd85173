using Microsoft.Playwright;
using QrMenuTelegram.Tests.Playground.Browser;

[assembly: AssemblyFixture(typeof(PageBrowser))]

namespace QrMenuTelegram.Tests.Playground.Browser;

/// <summary>
/// The system's own Chromium, started at the first test that wants it. Where there is none these tests say so and are
/// skipped; with <c>CI=true</c> they fail.
/// </summary>
public sealed class PageBrowser : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IBrowser> Get()
    {
        if (Executable() is not { } path)
        {
            const string Missing = "No Chromium found: install it, or name it in CHROMIUM.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Missing);
            Assert.Fail(Missing);
            throw new InvalidOperationException();
        }
        await _starting.WaitAsync();
        try
        {
            // Generous: a failure waits this long, a success never does.
            Assertions.SetDefaultExpectTimeout(30_000);
            _playwright ??= await Microsoft.Playwright.Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] }
            );
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private static string? Executable() =>
        new[]
        {
            Environment.GetEnvironmentVariable("CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        }.FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));
}
