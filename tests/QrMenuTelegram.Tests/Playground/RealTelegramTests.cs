using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Playground.Bridge;

namespace QrMenuTelegram.Tests.Playground;

public sealed class RealTelegramTests
{
    [Fact]
    public void A_rehearsal_takes_the_bot_and_its_words_and_never_a_real_restaurant()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Telegram:Token"] = "1:x",
                    ["telegram:Managers"] = "5",
                    ["Restaurant:Currency"] = "€",
                    ["Messages:Folder"] = "words",
                    ["QrMenu:Servers:Real:Url"] = "https://192.168.1.10:8443",
                    ["Storage:Path"] = "data/real.db",
                    ["Logging:LogLevel:Default"] = "Debug",
                }
            )
            .Build();

        RealTelegram
            .Of(configuration)
            .Select(setting => setting.Key.ToLowerInvariant())
            .ShouldBe(["telegram:token", "telegram:managers", "restaurant:currency", "messages:folder"], ignoreOrder: true);
    }
}
