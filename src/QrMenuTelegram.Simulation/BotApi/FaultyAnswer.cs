using System.Text;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Gives the answer, or what a fault makes of it.</summary>
internal static class FaultyAnswer
{
    public static async Task<Outcome> Write(HttpContext context, Fault? fault, JsonNode? result, CancellationToken stopping)
    {
        var done = result is not null and not JsonArray { Count: 0 };
        switch (fault)
        {
            case Fault.Body body:
                await AnswerWriter.Write(context, body.Status, body.ContentType, body.Content);
                return new Outcome(body.Status, done, null);
            case Fault.Reset:
                context.Abort();
                return new Outcome(0, done, "reset");
            case Fault.CutAnswer:
                var whole = Encoding.UTF8.GetBytes(AnswerWriter.Success(result!).ToJsonString());
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = whole.Length;
                await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return new Outcome(0, done, "cut");
            case Fault.Hang:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping))
                {
                    var given = new TaskCompletionSource();
                    await using var registration = end.Token.Register(given.SetResult);
                    await given.Task;
                }
                context.Abort();
                return new Outcome(0, done, "hanging");
            default:
                await AnswerWriter.Write(context, 200, AnswerWriter.Success(result!));
                return new Outcome(200, done, null);
        }
    }
}
