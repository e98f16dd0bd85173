using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Playground.Page.Actions;

/// <summary>What people do on their phones with the bot.</summary>
internal static class PhoneActions
{
    /// <summary>Of real time: how long a button turns its spinner.</summary>
    private static readonly TimeSpan Spinner = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes, PlaySession session)
    {
        if (session.Phones is not { } phones)
        {
            return;
        }
        var world = phones.Telegram.World;
        routes.MapPost("/do/start", (StartAction action) => As(world, action.Person, person => person.Start(Blank(action.Payload))));
        routes.MapPost("/do/block", (PersonAction action) => As(world, action.Person, person => person.Block()));
        routes.MapPost(
            "/do/say",
            (SayAction action) =>
                As(
                    world,
                    action.Person,
                    person =>
                    {
                        if (world.Find(action.Chat) is { } chat && !string.IsNullOrWhiteSpace(action.Text))
                        {
                            person.Say(
                                chat,
                                action.Text,
                                new SayOptions
                                {
                                    TopicId = action.Topic,
                                    Anonymous = action.Anonymous,
                                    ReplyTo = action.Reply is { } reply ? chat.Message(reply) : null,
                                }
                            );
                        }
                    }
                )
        );
        routes.MapPost(
            "/do/press",
            async (PressAction action) =>
            {
                if (Person(world, action.Person) is not { } person || world.Find(action.Chat)?.Message(action.Message) is not { } message)
                {
                    return Results.NotFound();
                }
                try
                {
                    var answer = await person.Press(message, action.Data).Answer.WaitAsync(Spinner, TimeProvider.System);
                    return Results.Ok(new PressResult(answer.Text, answer.IsAlert, Answered: true));
                }
                catch (TimeoutException)
                {
                    return Results.Ok(new PressResult(null, false, Answered: false));
                }
                catch (ArgumentException)
                {
                    return Results.NotFound();
                }
            }
        );
        routes.MapPost(
            "/do/setup",
            async () =>
            {
                await phones.Setup.Run(session.Bridge?.StartCode, session.Language);
                return Results.NoContent();
            }
        );
        routes.MapGet(
            "/picture/{chat:long}/{message:int}",
            (long chat, int message) =>
                world.Find(chat)?.Message(message)?.Attachment is { Kind: "photo" } picture
                    ? Results.Bytes(picture.Content.ToArray(), "image/png")
                    : Results.NotFound()
        );
    }

    internal static Person? Person(World world, long id) => world.People.FirstOrDefault(p => p.Id == id);

    internal static IResult As(World world, long id, Action<Person> work)
    {
        if (Person(world, id) is not { } person)
        {
            return Results.NotFound();
        }
        work(person);
        return Results.NoContent();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private sealed record PersonAction(long Person);

    private sealed record StartAction(long Person, string? Payload);

    private sealed record SayAction(long Person, long Chat, int Topic, string Text, bool Anonymous, int? Reply = null);

    private sealed record PressAction(long Person, long Chat, int Message, string Data);

    private sealed record PressResult(string? Text, bool Alert, bool Answered);
}
