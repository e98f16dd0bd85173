using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Whatever in the program moves and prunes its own rows.</summary>
internal static class Upkeep
{
    public static IReadOnlyList<Type> TypesOf<T>() =>
        [
            .. typeof(Clock)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && typeof(T).IsAssignableFrom(type))
                .OrderBy(type => type.FullName),
        ];

    public static IReadOnlyList<IPrunable> Prunables =>
        [.. TypesOf<IPrunable>().Select(type => (IPrunable)Activator.CreateInstance(type)!)];

    public static IReadOnlyList<IChatRows> ChatRows(Routes? routes = null) =>
        [
            .. TypesOf<IChatRows>()
                .Select(type =>
                    (IChatRows)(
                        type == typeof(RoutingUpkeepStore)
                            ? new RoutingUpkeepStore(routes ?? new Routes())
                            : Activator.CreateInstance(type)!
                    )
                ),
        ];
}
