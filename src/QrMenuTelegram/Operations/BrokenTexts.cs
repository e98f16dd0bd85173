using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Tells the log and the managers of rewordings that can't be used: those found at the start, once for each state of
/// the files, and those that first fail with what an event really holds, once each.
/// </summary>
internal sealed partial class BrokenTexts(Texts texts, Database database, ManagerAlerts managers, ILogger<BrokenTexts> logger)
{
    private const int MostShown = 10;
    private const string AtStart = "texts.told";
    private readonly List<TextProblem> _untold = [];

    /// <summary>Before anything is rendered.</summary>
    public void Start()
    {
        foreach (var problem in texts.Problems)
        {
            Log.Broken(logger, problem);
        }
        var state = texts.Problems.Count == 0 ? 0 : Hash(string.Join('\n', texts.Problems));
        database.Write(transaction =>
        {
            if ((StateStore.Get(transaction, AtStart) ?? 0) == state || ManagerAlerts.Destinations(transaction).Count == 0)
            {
                return;
            }
            StateStore.Set(transaction, AtStart, state);
            if (state != 0)
            {
                Tell(transaction, texts.Problems);
            }
        });
    }

    /// <summary>Tells of what failed since the last time; what nobody is there to hear stays for the next.</summary>
    /// <exception cref="Exception">The database failed: the next time tells.</exception>
    public void TellOfNew()
    {
        // They failed amid the transactions that rendered them: what is told of it needs one of its own.
        while (texts.Failures.TryDequeue(out var problem))
        {
            Log.Broken(logger, problem);
            _untold.Add(problem);
        }
        if (_untold.Count == 0)
        {
            return;
        }
        var heard = database.Write(transaction =>
        {
            if (ManagerAlerts.Destinations(transaction).Count == 0)
            {
                return false;
            }
            var news = _untold.Where(problem => StateStore.Get(transaction, Name(problem)) is null).ToList();
            news.ForEach(problem => StateStore.Set(transaction, Name(problem), 1));
            if (news.Count > 0)
            {
                Tell(transaction, news);
            }
            return true;
        });
        if (heard)
        {
            _untold.Clear();
        }
    }

    private void Tell(Transaction transaction, IReadOnlyList<TextProblem> problems) =>
        managers.Tell(
            transaction,
            Urgency.Reply,
            null,
            TextKeys.Status.TextsBroken,
            ("problems", problems.Take(MostShown).Select(problem => problem.ToString()).ToList()),
            ("more", Math.Max(0, problems.Count - MostShown))
        );

    private static string Name(TextProblem problem) => $"texts.failed:{Hash(problem.ToString()):x}";

    private static long Hash(string text) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} (the embedded text is used)")]
        public static partial void Broken(ILogger logger, TextProblem problem);
    }
}
