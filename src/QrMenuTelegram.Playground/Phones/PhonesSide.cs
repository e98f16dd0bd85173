using QrMenuTelegram.Playground.Breakage;
using QrMenuTelegram.Simulation;

namespace QrMenuTelegram.Playground.Phones;

/// <summary>The right side of the page: Telegram, the people and their chats, its troubles.</summary>
public sealed class PhonesSide : IAsyncDisposable
{
    private PhonesSide(SimulatedTelegram telegram, string language)
    {
        Telegram = telegram;
        Cast = new Cast(telegram, language);
        Setup = new QuickSetup(telegram, Cast);
        Trouble = new TelegramTrouble(telegram);
    }

    public SimulatedTelegram Telegram { get; }

    public Cast Cast { get; }

    public QuickSetup Setup { get; }

    public TelegramTrouble Trouble { get; }

    public static async Task<PhonesSide> Start(TimeProvider time, string language, int port) =>
        new(await SimulatedTelegram.Start(time, port), language);

    public async ValueTask DisposeAsync()
    {
        Setup.Dispose();
        Trouble.Dispose();
        await Telegram.DisposeAsync();
    }
}
