namespace QrMenuTelegram.Operations.Setup;

/// <summary>Asks the person at the terminal, in the language that was chosen; or takes the answers that were given as arguments.</summary>
/// <param name="input">What is typed.</param>
/// <param name="output">What is shown.</param>
/// <param name="given">Answers by variable: not asked for, and wrong ones end the setup.</param>
internal sealed class SetupTalk(TextReader input, TextWriter output, IReadOnlyDictionary<string, string> given)
{
    public bool IsRussian { get; set; } = true;

    /// <summary>Those for which an answer was given as an argument.</summary>
    public IEnumerable<string> Variables => given.Keys;

    public string? Given(string variable) => given.GetValueOrDefault(variable);

    public void Say(string russian, string english) => output.WriteLine(IsRussian ? russian : english);

    /// <summary>Asks until the answer is good.</summary>
    /// <param name="variable">Under which an answer may be given.</param>
    /// <param name="russian">The question.</param>
    /// <param name="english">The same.</param>
    /// <param name="initial">What an empty line means; null where one is not taken.</param>
    /// <param name="read">The value; null where it said why it is not good.</param>
    /// <param name="isSecret">What an empty line means is not shown.</param>
    /// <exception cref="SetupEndedException">Nobody answers any more, or a given answer is wrong.</exception>
    public async Task<string> Ask(
        string variable,
        string russian,
        string english,
        string? initial,
        Func<string, Task<string?>> read,
        bool isSecret = false
    )
    {
        var isGiven = given.TryGetValue(variable, out var answer);
        var shown =
            string.IsNullOrEmpty(initial) ? ""
            : !isSecret ? $" [{initial}]"
            : IsRussian ? " [оставить прежний]"
            : " [keep the present one]";
        while (true)
        {
            if (!isGiven)
            {
                await output.WriteAsync($"{(IsRussian ? russian : english)}{shown}: ");
                answer = await input.ReadLineAsync() ?? throw new SetupEndedException();
                answer = answer.Trim().Length == 0 && initial is not null ? initial : answer.Trim();
            }
            if (await read(answer!) is { } value)
            {
                return value;
            }
            if (isGiven)
            {
                throw new SetupEndedException();
            }
        }
    }

    public async Task<bool> Confirm(string variable, string russian, string english) =>
        (
            await Ask(
                variable,
                russian + " (да/нет)",
                english + " (yes/no)",
                IsRussian ? "да" : "yes",
                text =>
                {
                    var answer =
                        IsYes(text) ? "yes"
                        : IsNo(text) ? "no"
                        : null;
                    if (answer is null)
                    {
                        Say("Напишите да или нет.", "Write yes or no.");
                    }
                    return Task.FromResult(answer);
                }
            )
        ) == "yes";

    private static bool IsYes(string text) => Is(text, "y", "yes", "д", "да", "true", "1");

    private static bool IsNo(string text) => Is(text, "n", "no", "н", "нет", "false", "0");

    private static bool Is(string text, params string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
