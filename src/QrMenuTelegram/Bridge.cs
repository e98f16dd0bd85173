using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Appearance;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Operations.Start;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Subscriptions;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram;

/// <summary>The wiring: the whole bridge, in the order of the flow.</summary>
public static class Bridge
{
    /// <summary>
    /// Adds a bridge as hosted services. Time (<see cref="TimeProvider"/>) and chance (<c>Func&lt;double&gt;</c>) may
    /// be added before, and are the machine's otherwise. Several bridges may live in one process, each in a container
    /// of its own, with a database of its own.
    /// </summary>
    /// <exception cref="Exception">The configuration can't be used; the message has a line for each thing to fix.</exception>
    public static IServiceCollection AddBridge(this IServiceCollection services, IConfiguration configuration, Masks? masks = null)
    {
        masks ??= new Masks();
        masks.Learn(configuration);
        var settings = BridgeSettings.Read(configuration);
        masks.Learn(settings);
        services.AddSingleton(masks);
        AddGround(services, settings, masks);

        // QR Menu servers ──poll──▶ Accept ──┐
        AddReading(services, settings);

        // Telegram updates ──poll──▶ Handle ─┼─▶ one transaction: state + what chats should show
        AddCommands(services);
        AddCalls(services);
        AddStaff(services);
        AddReports(services, settings);
        AddAnnouncements(services);

        //                                    └─▶ Courier ──▶ Telegram
        AddDelivery(services);
        AddAlarms(services, settings);
        AddAppearance(services, settings);
        AddWorkers(services);
        return services;
    }

    private static void AddGround(IServiceCollection services, BridgeSettings settings, Masks masks)
    {
        services.TryAddSingleton(SuspendAwareTime.Best);
        services.TryAddSingleton<Func<double>>(_ => () => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30));
        services.AddSingleton<Clock>();
        services.TryAddSingleton(_ => MachineStart.Current());
        services.AddSingleton(settings);
        services.AddSingleton(settings.Telegram);
        services.AddSingleton(settings.QrMenu);
        services.AddSingleton(settings.Restaurant);
        services.AddSingleton(settings.Messages);
        services.AddSingleton(settings.Delivery);
        services.AddSingleton(settings.Calls);
        services.AddSingleton(settings.Storage);
        services.AddSingleton(s =>
            StartupService.Database(settings.Storage, s.GetRequiredService<MachineStart>(), s.GetRequiredService<Clock>())
        );
        services.AddSingleton(_ => Texts.Load(settings.Restaurant, settings.Messages, masks));
        services.AddSingleton<BotAccount>();
        services.TryAddSingleton<IReadOnlyList<TelegramWay>>(_ =>
            [.. settings.Telegram.Ways.Select(way => new TelegramWay(way.Name, new TelegramGateway(settings.Telegram.Token.Value, way)))]
        );
        services.AddSingleton<TelegramWays>();
        services.TryAddSingleton<ITelegram>(s => s.GetRequiredService<TelegramWays>());
    }

    private static void AddReading(IServiceCollection services, BridgeSettings settings)
    {
        foreach (var server in settings.Servers)
        {
            services.AddSingleton<IMenuServer>(s => new HttpMenuServer(
                server,
                settings.QrMenu.Timeout,
                s.GetRequiredService<TimeProvider>()
            ));
        }
        services.AddSingleton(new ServerNames([.. settings.Servers.Select(server => server.Name)]));
        services.AddSingleton<MenuServers>();
        services.AddSingleton<Accept>();
        services.AddSingleton<OutageAlerts>();
    }

    private static void AddCommands(IServiceCollection services)
    {
        services.AddSingleton<UpdateLoop>();
        services.AddSingleton<UpdateTrouble>();
        services.AddSingleton<WebhookAlert>();
        services.AddSingleton<BotStartup>();
        services.AddSingleton<UpdateHandler>();
        services.AddSingleton<MessageDispatch>();
        services.AddSingleton<PressDispatch>();
        services.AddSingleton<PressAnswers>();
        services.AddSingleton<ReplyBudget>();
        services.AddSingleton<MembershipHandler>();
        services.AddSingleton<CommandContexts>();
        services.AddSingleton<ConfiguredManagers>();
        services.AddSingleton<EndOfRights>();
        services.AddSingleton(s => new InvitationCodes(s.GetRequiredService<Clock>(), RandomNumberGenerator.GetBytes));
        services.AddSingleton<SubscriptionSetup>();
        services.AddSingleton<GroupGreeting>();
        services.AddSingleton<TableGiving>();

        // In the order of the menu.
        services.AddSingleton<CommandTable>();
        services.AddSingleton<ClaimCommand>();
        services.AddSingleton<Command>(s => s.GetRequiredService<ClaimCommand>());
        services.AddSingleton<Command, OpenCommand>();
        services.AddSingleton<Command, TakeCommand>();
        services.AddSingleton<Command, ReleaseCommand>();
        services.AddSingleton<Command, PauseCommand>();
        services.AddSingleton<Command, MuteCommand>();
        services.AddSingleton<UnmuteCommand>();
        services.AddSingleton<Command>(s => s.GetRequiredService<UnmuteCommand>());
        services.AddSingleton<Command, BoardCommand>();
        services.AddSingleton<Command, SubscribeCommand>();
        services.AddSingleton<Command, UnsubscribeCommand>();
        services.AddSingleton<Command, SubscriptionsCommand>();
        services.AddSingleton<Command, HallCommand>();
        services.AddSingleton<Command, HallsCommand>();
        services.AddSingleton<Command, TablesCommand>();
        services.AddSingleton<Command, WhyCommand>();
        services.AddSingleton<Command, TestCommand>();
        services.AddSingleton<Command, ReportCommand>();
        services.AddSingleton<Command, ExportCommand>();
        services.AddSingleton<Command, MeCommand>();
        services.AddSingleton<Command, StatusCommand>();
        services.AddSingleton<Command, BackupCommand>();
        services.AddSingleton<Command, LanguageCommand>();
        services.AddSingleton<Command, StaffCommand>();
        services.AddSingleton<Command, InviteCommand>();
        services.AddSingleton<Command, ManagersCommand>();
        services.AddSingleton<Command, HelpCommand>();
        services.AddSingleton<Command, StartCommand>();
    }

    // Clock ──▶ Remind, and what guests wait for in between.
    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<Ladders>();
        services.AddSingleton<RestaurantClock>();
        services.AddSingleton<CallTexts>();
        services.AddSingleton<CallNotices>();
        services.AddSingleton<CallRings>();
        services.AddSingleton<CallLifecycle>();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<HandBack>();
        services.AddSingleton<PrivateRights>();
        services.AddSingleton<EventArrivals>();
        services.AddSingleton<CallReminder>();
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddSingleton<OwnerStore>();
        services.AddSingleton<PersonalNotices>();
        services.AddSingleton<StaffEnrolment>();
        services.AddSingleton<StaffView>();
        services.AddSingleton<OpenCallsText>();
        services.AddSingleton<BoardKeeper>();
        services.AddSingleton<BoardPins>();
        services.AddSingleton<ShiftEnds>();
    }

    // What was asked for inside of a transaction and is made outside of it.
    private static void AddReports(IServiceCollection services, BridgeSettings settings)
    {
        services.AddSingleton(new ReportOptions(settings.Calls.AgeSteps.Orange));
        services.AddSingleton(new RestaurantDays(settings.Restaurant.TimeZone, settings.Restaurant.DayStart));
        services.AddSingleton<ReportOrders>();
        services.AddSingleton<DailyReports>();
        services.AddSingleton<ReportDesk>();
    }

    private static void AddAnnouncements(IServiceCollection services)
    {
        services.AddSingleton<Routes>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<HallStore>();
        services.AddSingleton<Audiences>();
        services.AddSingleton<EventAnnouncer>();
        services.AddSingleton<ManagerAlerts>();
        services.AddSingleton<DeliveryAlerts>();
    }

    private static void AddDelivery(IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddSingleton<IDeliveryQuestions, DeliveryAnswers>();
        services.AddSingleton<IDeliveryEvents, DeliveryFollowUp>();
        services.AddSingleton(s => new Lazy<IDeliveryEvents>(s.GetRequiredService<IDeliveryEvents>));
        services.AddSingleton<ChatStates>();
        services.AddSingleton<IChatRows, DeliveryUpkeepStore>();
        services.AddSingleton<IChatRows, RoutingUpkeepStore>();
        services.AddSingleton<IChatRows, CallsUpkeepStore>();
        services.AddSingleton<IChatRows, ReportsUpkeepStore>();
        services.AddSingleton<IChatRows, CommandsUpkeepStore>();
        services.AddSingleton<IChatRows, AppearanceUpkeepStore>();
        services.AddSingleton<Courier>();
    }

    // Past Telegram, where nobody sees anything there. Of what is not configured nothing is made.
    private static void AddAlarms(IServiceCollection services, BridgeSettings settings)
    {
        services.AddSingleton(settings.Alarm);
        services.AddSingleton(settings.Heartbeat);
        services.AddSingleton<AlarmTexts>();
        if (settings.Alarm.Mail.Server is not null)
        {
            services.AddSingleton<IAlarmChannel, MailChannel>();
        }
        if (settings.Alarm.Url is not null)
        {
            services.AddSingleton<IAlarmChannel, UrlChannel>();
        }
        services.AddSingleton<IReadOnlyList<AlarmWorker>>(s =>
            [.. s.GetServices<IAlarmChannel>().Select(channel => ActivatorUtilities.CreateInstance<AlarmWorker>(s, channel))]
        );
        if (settings.Heartbeat.Url is not null)
        {
            services.AddSingleton<HeartbeatMonitor>();
            services.AddSingleton<HeartbeatPing>();
        }
    }

    // What people see of the bot before they say anything.
    private static void AddAppearance(IServiceCollection services, BridgeSettings settings)
    {
        services.AddSingleton<MenuPlan>();
        services.AddSingleton<SpareRoom>();
        services.AddSingleton<MenuKeeper>();
        if (settings.Telegram.Presentation)
        {
            services.AddSingleton<Presentation>();
        }
    }

    // Started in this order and stopped in the reverse: the courier still shows what the others did last, and the
    // heartbeat stores what all of them know.
    private static void AddWorkers(IServiceCollection services)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(9));
        services.AddSingleton<Vitals>();
        services.AddSingleton<Pruning>();
        services.AddSingleton<IPrunable, DeliveryUpkeepStore>();
        services.AddSingleton<IPrunable, EventUpkeepStore>();
        services.AddSingleton<IPrunable, CallsUpkeepStore>();
        services.AddSingleton<IPrunable, CommandsUpkeepStore>();
        services.AddSingleton<IPrunable, AppearanceUpkeepStore>();
        services.AddSingleton<IPrunable, PeopleUpkeepStore>();
        services.AddSingleton<BrokenTexts>();
        services.AddSingleton<StorageAlarm>();
        services.AddSingleton<LiveStatus>();
        services.AddHostedService<StartupService>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<WayKeeper>();
        services.AddSingleton<NightlyBackup>();
        services.AddSingleton(s => s.GetRequiredService<Database>().Signals);
        services.AddSingleton<IReadOnlyList<IWorker>>(s =>
            [
                s.GetRequiredService<Heartbeat>(),
                s.GetRequiredService<StorageAlarm>(),
                s.GetRequiredService<WayKeeper>(),
                s.GetRequiredService<Courier>(),
                s.GetRequiredService<CallReminder>(),
                s.GetRequiredService<ShiftEnds>(),
                s.GetRequiredService<BoardKeeper>(),
                s.GetRequiredService<BoardPins>(),
                s.GetRequiredService<ReportDesk>(),
                s.GetRequiredService<NightlyBackup>(),
                .. s.GetRequiredService<MenuServers>().Pollers,
                s.GetRequiredService<UpdateLoop>(),
                s.GetRequiredService<MenuKeeper>(),
                .. s.GetServices<Presentation>(),
                .. s.GetRequiredService<IReadOnlyList<AlarmWorker>>(),
                .. s.GetServices<HeartbeatPing>(),
            ]
        );
        services.AddHostedService<WorkerHost>();
    }
}
