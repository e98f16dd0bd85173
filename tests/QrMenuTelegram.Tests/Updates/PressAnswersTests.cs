using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Updates;

public sealed class PressAnswersTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero));
    private readonly ScriptedTelegram _telegram = new();
    private readonly TaskCompletionSource _ends = new();
    private readonly PressAnswers _answers;

    public PressAnswersTests()
    {
        _telegram.AnswerEnds = () => _ends.Task;
        _answers = new PressAnswers(_telegram, new Clock(_time));
    }

    [Fact]
    public async Task A_few_go_at_a_time_and_then_the_newest_first()
    {
        using var oneEnds = new SemaphoreSlim(0);
        _telegram.AnswerEnds = () => oneEnds.WaitAsync(TestContext.Current.CancellationToken);
        Send(0, 20);
        Sent().ShouldBe(Enumerable.Range(0, PressAnswers.AtOnce));
        for (var sent = PressAnswers.AtOnce + 1; sent <= 20; sent++)
        {
            oneEnds.Release();
            await Eventually.Until(() => _telegram.Answered.Count == sent);
        }
        oneEnds.Release(PressAnswers.AtOnce);
        await _answers.Finish();
        Sent().Skip(PressAnswers.AtOnce).ShouldBe(Enumerable.Range(PressAnswers.AtOnce, 20 - PressAnswers.AtOnce).Reverse());
    }

    [Fact]
    public async Task What_telegram_would_refuse_is_not_sent()
    {
        Send(0, 20);
        _time.Advance(PressAnswers.GoodFor - TimeSpan.FromMilliseconds(1));
        Send(20, 21);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _ends.SetResult();
        await _answers.Finish();
        Sent().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 20]);
    }

    [Fact]
    public async Task However_many_press_no_more_than_a_bounded_number_waits()
    {
        Send(0, 5000);
        _ends.SetResult();
        await _answers.Finish();
        Sent().Count.ShouldBe(PressAnswers.AtOnce + 500);
    }

    private void Send(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _answers.Send(new PressAnswer(i.ToString(System.Globalization.CultureInfo.InvariantCulture), null, false));
        }
    }

    private List<int> Sent() =>
        [.. _telegram.Answered.Select(answered => int.Parse(answered.QueryId, System.Globalization.CultureInfo.InvariantCulture))];
}
