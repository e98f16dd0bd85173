using QrMenuTelegram.Events;

namespace QrMenuTelegram.Calls;

/// <summary>Section <c>Calls</c>: who may take a call, when it is reminded of, and when it ends by itself.</summary>
public sealed class CallsOptions
{
    public const string Section = "Calls";

    /// <summary>Whether a call that nobody takes is reminded of at all.</summary>
    public bool Remind { get; set; } = true;

    /// <summary>The ladder of a call that nobody takes, by number of the step; where none is set, the default ladder.</summary>
    public Dictionary<string, LadderStepOptions> Steps { get; set; } = [];

    /// <summary>Ladders of single codes, by code.</summary>
    public Dictionary<string, LadderOptions> Codes { get; set; } = [];

    /// <summary>Ladders of halls, by the hall's name; they go before those of codes.</summary>
    public Dictionary<string, LadderOptions> Halls { get; set; } = [];

    /// <summary>A guest who presses again makes the chats ring again at most this often.</summary>
    public TimeSpan RingAgain { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Whoever took a call and does not say that it is done is reminded after this; 0 for never.</summary>
    public TimeSpan HolderAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A call that is still open after this counts as missed.</summary>
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether taking a <see cref="EventCodes.WaiterCall"/> closes it.</summary>
    public bool CloseOnTake { get; set; }

    /// <summary>Whether only staff and managers may take calls, rather than whoever is in a chat that shows them.</summary>
    public bool OnlyStaff { get; set; }

    /// <summary>How long a table's owner alone knows of a call before the hall's chats do; 0: at once.</summary>
    public TimeSpan HallAfter { get; set; }

    /// <summary>Whether the POS waiter of a table's newest order owns the table while nobody took it with /take.</summary>
    public bool PosWaiterOwns { get; set; }

    /// <summary>Tables taken with /take are released after this.</summary>
    public TimeSpan ShiftLength { get; set; } = TimeSpan.FromHours(14);

    /// <summary>Ages at which a call's colour changes, on the board and in reports, comma-separated.</summary>
    public string AgeSteps { get; set; } = "00:02:00,00:05:00,00:08:00";
}

/// <summary>The ladder of a code or a hall.</summary>
public sealed class LadderOptions
{
    public Dictionary<string, LadderStepOptions> Steps { get; set; } = [];
}

/// <summary>One step as configured.</summary>
public sealed class LadderStepOptions
{
    /// <summary>Since the call was opened (or released).</summary>
    public TimeSpan After { get; set; }

    /// <summary><c>chats</c> or <c>managers</c>.</summary>
    public string To { get; set; } = "chats";

    /// <summary>Whether it comes without a sound.</summary>
    public bool Silent { get; set; }
}
