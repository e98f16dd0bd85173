using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>The Bot API over HTTP: <c>/botTOKEN/METHOD</c>.</summary>
internal sealed class ApiServer(BotState state, Func<string> token, FaultPlan faults, CallLog log, CancellationToken stopping)
{
    private readonly UpdatePoll _poll = new(state);
    private int _underWay;

    /// <summary>How many requests are being answered now.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Whether a getUpdates waits now.</summary>
    public bool IsPolled => _poll.IsWaiting;

    public async Task Handle(HttpContext context)
    {
        var (offeredToken, method) = Split(context.Request.Path);
        if (method is null)
        {
            await AnswerWriter.Write(context, 404, AnswerWriter.Refusal(new ApiException(404, "Not Found")));
            return;
        }
        var at = state.World.Time.Now;
        var call = new ApiCall(method, []);
        var outcome = new Outcome(0, false, null);
        Interlocked.Increment(ref _underWay);
        state.World.Changes.Signal();
        try
        {
            call = await CallReader.Read(context.Request, method);
            outcome = await Answer(context, call, offeredToken);
        }
        catch (ApiException e)
        {
            await AnswerWriter.Write(context, e.Code, AnswerWriter.Refusal(e));
            outcome = new Outcome(e.Code, false, e.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            if (call.Method != "getupdates" || outcome.Status != 200 || outcome.TookEffect)
            {
                log.Add(
                    new CallRecord(
                        at,
                        call.Method,
                        call.ChatId,
                        call.Parameters,
                        outcome.Status,
                        outcome.TookEffect,
                        outcome.Description,
                        context.Connection.Id
                    )
                );
            }
            state.World.Changes.Signal();
        }
    }

    private static (string Token, string? Method) Split(PathString path)
    {
        var parts = path.Value!.Split('/');
        return parts.Length == 3 && parts[1].StartsWith("bot", StringComparison.Ordinal) ? (parts[1][3..], parts[2]) : ("", null);
    }

    private async Task<Outcome> Answer(HttpContext context, ApiCall call, string offeredToken)
    {
        if (offeredToken != token())
        {
            throw ApiException.Unauthorized();
        }
        var fault = faults.Take(call);
        if (fault is Fault.Refusal refusal)
        {
            throw new ApiException(refusal.Code, refusal.Description)
            {
                RetryAfter = refusal.RetryAfter,
                MigrateToChatId = refusal.MigrateToChatId,
            };
        }
        if (fault is Fault.Delay { AfterEffect: false } late)
        {
            await Task.Delay(late.By, state.World.Time.Provider, context.RequestAborted);
        }
        var result = fault is null or { TakesEffect: true } ? await Run(call, context.RequestAborted) : null;
        if (fault is Fault.Delay { AfterEffect: true } kept)
        {
            await Task.Delay(kept.By, state.World.Time.Provider, context.RequestAborted);
        }
        return await FaultyAnswer.Write(context, fault, result, stopping);
    }

    private async Task<JsonNode> Run(ApiCall call, CancellationToken aborted)
    {
        if (call.Method != "getupdates")
        {
            return MethodTable.Run(state, call);
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        return await _poll.Run(call, either.Token);
    }
}

/// <param name="Status">Of HTTP; 0 where no whole answer was given.</param>
/// <param name="TookEffect">Whether it did (and, for getUpdates, brought) something.</param>
/// <param name="Description">Telegram's words where it refused.</param>
internal sealed record Outcome(int Status, bool TookEffect, string? Description);
