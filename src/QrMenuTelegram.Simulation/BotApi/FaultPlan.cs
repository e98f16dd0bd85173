namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Which calls go wrong, and how. The oldest rule that matches and isn't used up decides. Safe for concurrent use.</summary>
public sealed class FaultPlan(TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];

    /// <summary>Breaks the next call (the next <paramref name="times"/> calls) of a method and a chat; null for any.</summary>
    public IDisposable Next(Fault fault, string? method = null, long? chatId = null, int times = 1) =>
        Add(call => Matches(call, method, chatId), () => fault, times);

    /// <summary>Breaks every call that is so, until what is returned is disposed.</summary>
    public IDisposable While(Func<ApiCall, bool> isSo, Fault fault) => Add(isSo, () => fault, int.MaxValue);

    /// <summary>Breaks every call of a method and a chat (null for any), until what is returned is disposed.</summary>
    public IDisposable Always(Fault fault, string? method = null, long? chatId = null) =>
        Add(call => Matches(call, method, chatId), () => fault, int.MaxValue);

    /// <summary>
    /// Answers 429 to everything that would be shown (in a chat; null for all) until the time is over, each time with what is
    /// left of it.
    /// </summary>
    public IDisposable Flood(TimeSpan wait, long? chatId = null)
    {
        var start = time.GetTimestamp();
        TimeSpan Left() => wait - time.GetElapsedTime(start);
        return Add(
            call => call.IsShowing && Matches(call, null, chatId) && Left() > TimeSpan.Zero,
            () => Fault.TooManyRequests(Math.Max(1, (int)Math.Ceiling(Left() / Second))),
            int.MaxValue
        );
    }

    /// <summary>Lets every call pass again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>How many planned breaks are still to come; those without an end count as one each.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _rules.Sum(rule => rule.Left == int.MaxValue ? 1 : rule.Left);
            }
        }
    }

    internal Fault? Take(ApiCall call)
    {
        lock (_gate)
        {
            var rule = _rules.Find(r => r.IsSo(call));
            if (rule is { Left: < int.MaxValue } && --rule.Left == 0)
            {
                _rules.Remove(rule);
            }
            return rule?.Fault();
        }
    }

    private static bool Matches(ApiCall call, string? method, long? chatId) =>
        (method is null || call.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && (chatId is null || call.ChatId == chatId);

    private End Add(Func<ApiCall, bool> isSo, Func<Fault> fault, int times)
    {
        var rule = new Rule(isSo, fault) { Left = times };
        lock (_gate)
        {
            _rules.Add(rule);
        }
        return new End(this, rule);
    }

    private sealed class Rule(Func<ApiCall, bool> isSo, Func<Fault> fault)
    {
        public Func<ApiCall, bool> IsSo { get; } = isSo;

        public Func<Fault> Fault { get; } = fault;

        public int Left { get; set; }
    }

    private sealed class End(FaultPlan plan, Rule rule) : IDisposable
    {
        public void Dispose()
        {
            lock (plan._gate)
            {
                plan._rules.Remove(rule);
            }
        }
    }
}
