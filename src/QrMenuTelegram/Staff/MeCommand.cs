using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary><c>/me</c>: the person's own figures, in private. Nobody sees another's here.</summary>
public sealed class MeCommand(RestaurantDays days, BotAccount account) : Command
{
    public override string Name => "me";

    public override Access Access => Access.Anyone;

    public override bool InGroups => false;

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate)
        {
            context.Reply(TextKeys.Me.InPrivate, ("bot", account.Identity?.Username));
            return;
        }
        var today = days.DayOf(context.Clock.Wall);
        OwnFigures Since(DateOnly day) => OwnFigures.Since(context.Transaction, context.From.Id, context.Clock.ToSteady(days.StartOf(day)));
        var (own, week) = (Since(today), Since(Period.WeekUntil(today).First));
        context.Reply(
            TextKeys.Me.Figures,
            ("name", context.From.Name),
            ("today_taken", own.Taken),
            ("today_finished", own.Finished),
            ("today_median", own.Median),
            ("today_slow", own.Slow),
            ("week_taken", week.Taken),
            ("week_finished", week.Finished),
            ("week_median", week.Median),
            ("week_slow", week.Slow)
        );
    }
}
