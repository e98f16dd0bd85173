namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>Counts events by what the groups show: a message holds a card for each event, and a card begins with its table.</summary>
internal sealed class ShownCards(Rig rig)
{
    private readonly int[] _looked = new int[rig.Groups.Count];
    private int _cards;

    /// <summary>How many cards all groups show.</summary>
    public int Count()
    {
        for (var i = 0; i < _looked.Length; i++)
        {
            var messages = rig.Groups[i].All;
            _cards += messages.Skip(_looked[i]).Where(message => message.From.IsBot).Sum(message => CardsIn(message.Text));
            _looked[i] = messages.Count;
        }
        return _cards;
    }

    private static int CardsIn(string text) => text.Split('\n').Count(line => line.StartsWith("Стол ", StringComparison.Ordinal));
}
