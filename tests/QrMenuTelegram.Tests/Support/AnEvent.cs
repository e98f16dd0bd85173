using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Events as the reader makes them of the vendor's samples, and cards of them.</summary>
public static class AnEvent
{
    /// <summary>19:02 in Moscow.</summary>
    public static DateTimeOffset Evening { get; } = new(2026, 11, 23, 16, 2, 0, TimeSpan.Zero);

    /// <summary>The vendor's sample.</summary>
    public static MenuEvent Sample(string code) => Read(System.Text.Encoding.UTF8.GetString(Samples.Answer(code)));

    /// <summary>The one element of an answer.</summary>
    public static MenuEvent Read(string answer) =>
        EventReader
            .Read("Берег", System.Text.Encoding.UTF8.GetBytes(answer), Excerpt.Plain)
            .ShouldBeOfType<PollAnswer.Updates>()
            .Events.ShouldHaveSingleItem();

    /// <summary>An element that holds no more than this, as the reader makes it.</summary>
    public static MenuEvent Element(string json) => Read("""{"result": true, "data": {"updates": [""" + json + "]}}");

    public static EventCard Card(this MenuEvent menuEvent) => new(menuEvent, menuEvent.TableName ?? menuEvent.TableId, Evening);

    public static MenuItem Dish(string name, decimal? count = 1, decimal? sum = null, params MenuItem[] modifiers) =>
        new(name, count, null, sum, modifiers);

    public static MenuOrder Order(params MenuItem[] dishes) => new(null, 186m, 186m, "9001", "Система", dishes, [], []);
}
