using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Subscriptions;

/// <summary>What each step of the guided /subscribe shows.</summary>
internal sealed class SubscribeView(CommandContext context, Restaurant restaurant)
{
    private const int LongestLabel = 24;
    private const int HallsOnPage = 8;

    // Where no table is known yet: restaurants number them from 1.
    private static readonly int[] FirstTables = [10, 20, 30, 50];

    public (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(SubscribeState state) =>
        state.Step switch
        {
            SubscribeStep.Server => (Title(state, TextKeys.Subscribe.AskServer), Servers(state)),
            SubscribeStep.Place => (Title(state, TextKeys.Subscribe.AskPlace), Places(state)),
            SubscribeStep.Tables => (
                Title(state, state.Offered.Count == 0 ? TextKeys.Subscribe.NoTables : TextKeys.Subscribe.AskTables),
                Tables(state)
            ),
            SubscribeStep.Done => (state.Done ?? "", Done(state)),
            _ => (Title(state, state.IsQuick ? TextKeys.Group.HelloManager : TextKeys.Subscribe.AskWhat), Roles(state)),
        };

    private string Title(SubscribeState state, TextKey key) =>
        context.Html(
            key,
            ("topic", context.Here.TopicId != 0),
            ("role", state.Role),
            ("what", state.Role is null ? null : context.Plain(TextKey.RoleName(state.Role))),
            ("server", state.Server),
            ("several", restaurant.Servers.Several),
            (
                "tables",
                state.Picked.Count == 0
                    ? null
                    : SubscriptionText.Tables(TableList.InOrder(state.Picked.Select(name => new TableName(name))))
            )
        );

    /// <summary>The button that shows a sample of what the chat gets.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> TryIt(CommandContext context) =>
        [
            [new Button(context.Plain(TextKeys.Button.TryIt), TestCommand.TheName + ":")],
        ];

    private List<IReadOnlyList<Button>> Roles(SubscribeState state)
    {
        var roles = Role.All.Select(role => (IReadOnlyList<Button>)[Button(TextKey.RoleButton(role.Name), "role:" + role.Name)]);
        return state.IsQuick ? [.. roles] : [.. roles, [Button(TextKeys.Button.Cancel, "x")]];
    }

    private List<IReadOnlyList<Button>> Done(SubscribeState state) =>
        state.IsAll
            ?
            [
                [Button(TextKeys.Button.Fewer, "fewer")],
                .. TryIt(context),
            ]
            : [.. TryIt(context)];

    private List<IReadOnlyList<Button>> Servers(SubscribeState state) =>
        [
            [Button(TextKeys.Button.AllServers, "server:all")],
            .. state.Offered.Select(
                (server, i) => (IReadOnlyList<Button>)[new Button(SafeText.Line(server, LongestLabel), Data("server:" + i))]
            ),
            Leave(),
        ];

    private List<IReadOnlyList<Button>> Places(SubscribeState state)
    {
        var halls = restaurant.HallsOn(state.Server).ToList();
        var page = ButtonPage.Cut(halls.Count, HallsOnPage, state.Page);
        return
        [
            [Button(TextKeys.Button.AllTables, "all")],
            .. halls
                .Skip(page.First)
                .Take(HallsOnPage)
                .Select(hall => (IReadOnlyList<Button>)[new Button(HallLabel(hall), Data("hall:" + hall.Id))]),
            .. page.Row(context, SubscribeCommand.TheName),
            [Button(TextKeys.Button.ChooseTables, "tables")],
            Leave(),
        ];
    }

    private List<IReadOnlyList<Button>> Tables(SubscribeState state)
    {
        var columns = ButtonPage.Columns(state.Offered);
        var page = ButtonPage.Cut(state.Offered.Count, columns * ButtonPage.Rows, state.Page);
        var picked = state.Picked.ToHashSet();
        var tables = Enumerable.Range(page.First, page.Count).Select(i => Toggle(i, state.Offered[i], picked.Contains(state.Offered[i])));
        return
        [
            .. tables.Chunk(columns),
            .. page.Row(context, SubscribeCommand.TheName),
            .. picked.Count == 0
                ? []
                : new IReadOnlyList<Button>[] { [Button(TextKeys.Button.Done, "ok", ButtonStyle.Success, ("count", picked.Count))] },
            .. state.Offered.Count > 0
                ? []
                : new IReadOnlyList<Button>[]
                {
                    [
                        .. FirstTables.Select(last =>
                            Button(TextKeys.Button.FirstTables, "first:" + last, ButtonStyle.Plain, ("last", last))
                        ),
                    ],
                },
            [Button(TextKeys.Button.WriteNumbers, "ask")],
            Leave(),
        ];
    }

    private static Button Toggle(int index, string table, bool isPicked) =>
        new(
            (isPicked ? "✅ " : "") + SafeText.Line(table, LongestLabel),
            Data($"t:{index}:{(isPicked ? 0 : 1)}"),
            isPicked ? ButtonStyle.Primary : ButtonStyle.Plain
        );

    private string HallLabel(Hall hall) =>
        SafeText.Line(hall.Name, LongestLabel)
        + (restaurant.Servers.Several && hall.Server is { } server ? " · " + SafeText.Line(server, LongestLabel) : "");

    private IReadOnlyList<Button> Leave() => [Button(TextKeys.Button.Back, "back"), Button(TextKeys.Button.Cancel, "x")];

    private Button Button(
        TextKey key,
        string payload,
        ButtonStyle style = ButtonStyle.Plain,
        params (string Name, object? Value)[] values
    ) => new(context.Plain(key, values), Data(payload), style);

    private static string Data(string payload) => SubscribeCommand.TheName + ":" + payload;
}
