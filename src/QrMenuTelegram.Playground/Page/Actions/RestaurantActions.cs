using QrMenuTelegram.Playground.Restaurant;

namespace QrMenuTelegram.Playground.Page.Actions;

/// <summary>What guests do.</summary>
internal static class RestaurantActions
{
    public static void Map(IEndpointRouteBuilder routes, PlaySession session)
    {
        if (session.Restaurant is not { } restaurant)
        {
            return;
        }
        routes.MapPost("/do/call", (TableAction action) => At(action, restaurant.Floor.CallWaiter));
        routes.MapPost("/do/bill", (TableAction action) => At(action, restaurant.Floor.AskForBill));
        routes.MapPost("/do/pay", (TableAction action) => At(action, restaurant.Floor.PayOnline));
        routes.MapPost("/do/leave", (TableAction action) => At(action, restaurant.Floor.Leave));
        routes.MapPost(
            "/do/order",
            (OrderAction action) =>
                IsTable(action.Table) && restaurant.Floor.Order(action.Table, action.Lines) ? Results.NoContent() : Results.BadRequest()
        );
        routes.MapPost(
            "/do/busy",
            async (BusyAction action) =>
            {
                restaurant.Busy.PerMinute = action.PerMinute;
                await restaurant.Busy.Switch(action.On);
                session.Changes.Signal();
                return Results.NoContent();
            }
        );
    }

    private static IResult At(TableAction action, Action<string> work)
    {
        if (!IsTable(action.Table))
        {
            return Results.BadRequest();
        }
        work(action.Table);
        return Results.NoContent();
    }

    private static bool IsTable(string name) => FloorPlan.Tables.Any(t => t.Name == name);

    private sealed record TableAction(string Table);

    private sealed record OrderAction(string Table, IReadOnlyList<OrderLine> Lines);

    private sealed record BusyAction(bool On, int PerMinute);
}
