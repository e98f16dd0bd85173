using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests;

public sealed class BridgeTests
{
    [Fact]
    public async Task Everything_it_is_made_of_can_be_made()
    {
        await using var bridge = await BridgeHost.Prepare();
        var services = new ServiceCollection()
            .AddLogging()
            .AddBridge(new ConfigurationBuilder().AddInMemoryCollection(bridge.Settings).Build());
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        provider.GetServices<IHostedService>().Count().ShouldBe(2);
        provider
            .GetRequiredService<IReadOnlyList<IWorker>>()
            .Select(worker => worker.Name)
            .ShouldBe([
                "Heartbeat",
                "Storage alarm",
                "Ways to Telegram",
                "Delivery",
                "Call reminders",
                "Shift ends",
                "Boards",
                "Board pins",
                "Reports",
                "Backup",
                "Terrace",
                "Updates",
                "Menus of commands",
            ]);
    }

    [Fact]
    public async Task Two_bridges_live_in_one_process_and_know_nothing_of_each_other()
    {
        await using var one = await BridgeHost.Prepare();
        await using var other = await BridgeHost.Prepare();
        await Task.WhenAll(one.Start(), other.Start());
        foreach (var bridge in new[] { one, other })
        {
            var manager = await bridge.BecomeManager();
            manager.Say("/subscribe waiter");
            await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
        }
        one.Menu.Table("11").CallWaiter();
        other.Menu.Table("22").CallWaiter();
        await one
            .Telegram.World.People[0]
            .PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 11", StringComparison.Ordinal));
        await other
            .Telegram.World.People[0]
            .PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 22", StringComparison.Ordinal));
        one.Telegram.World.People[0].PrivateChat.FromBot.ShouldNotContain(message => message.Text.StartsWith("Стол 22"));
    }

    [Fact]
    public async Task Every_command_of_the_contract_is_there_and_has_its_place_in_the_menu()
    {
        await using var bridge = await BridgeHost.Prepare();
        bridge.Build();
        var texts = bridge.Get<Texts>();
        var commands = bridge.Get<CommandTable>().All;
        string[] contract =
        [
            "start",
            "help",
            "subscribe",
            "unsubscribe",
            "subscriptions",
            "hall",
            "halls",
            "tables",
            "why",
            "test",
            "language",
            "status",
            "invite",
            "managers",
            "report",
            "export",
            "me",
        ];
        commands.Select(command => command.Name).Intersect(contract).ShouldBe(contract, ignoreOrder: true);
        foreach (var language in texts.Languages)
        {
            commands.ShouldAllBe(command => texts.Plain(language, TextKey.MenuLine(command.Name)).Length > 0);
        }
    }

    [Fact]
    public async Task A_broken_text_is_told_to_the_managers_once_and_the_embedded_one_is_used()
    {
        await using var bridge = await BridgeHost.Prepare();
        Directory.CreateDirectory(bridge.File("texts/ru"));
        bridge.Settings["Messages:Folder"] = bridge.File("texts");
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        manager.Say("/subscribe waiter");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
        await bridge.Stop();

        File.WriteAllText(bridge.File("texts/ru/waiter_call.liquid"), "{% if %}");
        await bridge.Start();
        var told = await manager.PrivateChat.WaitForMessage(message =>
            message.Text.StartsWith("⚠️ В ваших текстах ошибки", StringComparison.Ordinal)
        );
        told.Text.ShouldContain("waiter_call.liquid:1");
        bridge.Menu.Table("11").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 11", StringComparison.Ordinal));
        await bridge.Stop();

        await bridge.Start();
        bridge.Menu.Table("12").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 12", StringComparison.Ordinal));
        manager.PrivateChat.FromBot.Count(message => message.Text.StartsWith("⚠️ В ваших текстах ошибки")).ShouldBe(1);
    }

    [Fact]
    public async Task A_rewording_that_fails_with_what_an_event_really_holds_is_told_to_the_managers_once()
    {
        await using var bridge = await BridgeHost.Prepare();
        Directory.CreateDirectory(bridge.File("texts/ru"));
        bridge.Settings["Messages:Folder"] = bridge.File("texts");

        // Well with every sample, and no HTML where the table has a name of its own.
        File.WriteAllText(bridge.File("texts/ru/waiter_call.liquid"), "{% if table == '77' or table == '78' %}<b>{% endif %}{{ table }}");
        for (var run = 0; run < 2; run++)
        {
            await bridge.Start();
            var manager = run == 0 ? await bridge.BecomeManager() : bridge.Telegram.World.People[0];
            manager.Say("/subscribe waiter");
            await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
            var table = $"7{7 + run}";
            bridge.Menu.Table(table).CallWaiter();
            await bridge.Telegram.WaitFor(() =>
                manager.PrivateChat.FromBot.Count(message => message.Text.StartsWith($"Стол {table}\n", StringComparison.Ordinal)) == 1
            );
            bridge.Get<QrMenuTelegram.Operations.Heartbeat>().Turn();
            (
                await manager.PrivateChat.WaitForMessage(message =>
                    message.Text.StartsWith("⚠️ В ваших текстах ошибки", StringComparison.Ordinal)
                )
            ).Text.ShouldContain("waiter_call.liquid");
            await bridge.Stop();
        }
        bridge
            .Telegram.World.People[0]
            .PrivateChat.FromBot.Count(message => message.Text.StartsWith("⚠️ В ваших текстах ошибки"))
            .ShouldBe(1);
    }
}
