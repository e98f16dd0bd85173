using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Playground.Page.Actions;

/// <summary>New people and chats; what is done to a chat.</summary>
internal static class PeopleActions
{
    private const int LongestName = 60;

    public static void Map(IEndpointRouteBuilder routes, PlaySession session)
    {
        if (session.Phones is not { } phones)
        {
            return;
        }
        var world = phones.Telegram.World;
        routes.MapPost(
            "/do/person",
            (NameAction action) =>
            {
                if (Name(action.Name) is not { } name)
                {
                    return Results.BadRequest();
                }
                return Results.Ok(new Made(world.AddPerson(name, language: session.Language).PrivateChat.Id));
            }
        );
        routes.MapPost(
            "/do/group",
            (GroupAction action) =>
            {
                if (Name(action.Name) is not { } name)
                {
                    return Results.BadRequest();
                }
                var chat =
                    action.Topics.Count > 0 ? world.AddForum(name, [.. action.Topics.Select(Name).OfType<string>()]) : world.AddGroup(name);
                return Results.Ok(new Made(chat.Id));
            }
        );
        routes.MapPost("/do/add-bot", (ChatAction action) => In(world, action.Chat, chat => chat.AddBot(phones.Cast.Manager)));
        routes.MapPost("/do/kick-bot", (ChatAction action) => In(world, action.Chat, chat => chat.KickBot(phones.Cast.Manager)));
        routes.MapPost(
            "/do/upgrade",
            (ChatAction action) =>
                world.Find(action.Chat) is { Type: ChatType.Group, MigratedTo: null } chat
                    ? Results.Ok(new Made(chat.Upgrade(phones.Cast.Manager).Id))
                    : Results.BadRequest()
        );
        routes.MapPost(
            "/do/topic",
            (TopicAction action) =>
                world.Find(action.Chat) is { IsForum: true } chat && Name(action.Name) is { } name
                    ? Results.Ok(new Made(chat.AddTopic(name).Id))
                    : Results.BadRequest()
        );
        routes.MapPost("/do/close-topic", (TopicIdAction action) => In(world, action.Chat, chat => chat.CloseTopic(action.Topic)));
        routes.MapPost("/do/reopen-topic", (TopicIdAction action) => In(world, action.Chat, chat => chat.ReopenTopic(action.Topic)));
        routes.MapPost("/do/delete-topic", (TopicIdAction action) => In(world, action.Chat, chat => chat.DeleteTopic(action.Topic)));
    }

    private static IResult In(World world, long id, Action<TelegramChat> work)
    {
        if (world.Find(id) is not { Type: not ChatType.Private } chat)
        {
            return Results.NotFound();
        }
        work(chat);
        return Results.NoContent();
    }

    private static string? Name(string? name) => name?.Trim() is { Length: > 0 and <= LongestName } trimmed ? trimmed : null;

    private sealed record NameAction(string Name);

    private sealed record GroupAction(string Name, IReadOnlyList<string> Topics);

    private sealed record ChatAction(long Chat);

    private sealed record TopicAction(long Chat, string Name);

    private sealed record TopicIdAction(long Chat, int Topic);

    private sealed record Made(long Id);
}
