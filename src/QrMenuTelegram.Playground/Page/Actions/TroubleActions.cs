using QrMenuTelegram.Playground.Breakage;

namespace QrMenuTelegram.Playground.Page.Actions;

/// <summary>Breaking and fixing; language and speed.</summary>
internal static class TroubleActions
{
    public static void Map(IEndpointRouteBuilder routes, PlaySession session)
    {
        routes.MapPost(
            "/do/language",
            (LanguageAction action) => Done(action.Language is "ru" or "en" ? session.Speak(action.Language) : Task.CompletedTask)
        );
        routes.MapPost("/do/speed", (SpeedAction action) => Done(session.SetSpeed(Math.Clamp(action.Speed, 1, 60))));
        if (session.Restaurant is { } restaurant)
        {
            routes.MapPost("/do/server", (ServerAction action) => Done(restaurant.Trouble.Set(action.State)));
            routes.MapPost(
                "/do/forget",
                () =>
                {
                    restaurant.Trouble.ForgetQueue();
                    return Results.NoContent();
                }
            );
        }
        if (session.Phones is { } phones)
        {
            routes.MapPost("/do/telegram", (TelegramAction action) => Done(phones.Trouble.Set(action.State)));
            routes.MapPost(
                "/do/limits",
                (SwitchAction action) =>
                {
                    phones.Trouble.EnforcesLimits = action.On;
                    return Results.NoContent();
                }
            );
        }
        if (session.Bridge is { } bridge)
        {
            routes.MapPost("/do/bridge-start", () => Done(bridge.Start()));
            routes.MapPost("/do/bridge-stop", () => Done(bridge.Stop()));
            routes.MapPost("/do/bridge-kill", () => Done(bridge.Kill()));
        }
    }

    private static async Task<IResult> Done(Task work)
    {
        await work;
        return Results.NoContent();
    }

    private sealed record LanguageAction(string Language);

    private sealed record SpeedAction(double Speed);

    private sealed record ServerAction(MenuState State);

    private sealed record TelegramAction(TelegramState State);

    private sealed record SwitchAction(bool On);
}
