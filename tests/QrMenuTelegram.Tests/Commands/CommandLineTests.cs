using CsCheck;
using QrMenuTelegram.Commands;

namespace QrMenuTelegram.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("/start", "start", null, "")]
    [InlineData("/START abc_-9", "start", null, "abc_-9")]
    [InlineData("  /subscribe waiter 1-8 \n", "subscribe", null, "waiter 1-8")]
    [InlineData("/subscribe@Hall_Bot  kitchen", "subscribe", "Hall_Bot", "kitchen")]
    [InlineData("/hall Веранда\n1-8\n12", "hall", null, "Веранда\n1-8\n12")]
    [InlineData("/hall\n\"Летняя веранда\" 1", "hall", null, "\"Летняя веранда\" 1")]
    [InlineData("/hall«Веранда» 1", "hall", null, "«Веранда» 1")]
    [InlineData("/why\u00A012", "why", null, "12")]
    [InlineData("/test, please", "test", null, ", please")]
    public void Reads_a_command(string text, string name, string? recipient, string words) =>
        CommandLine.Read(text).ShouldBe(new CommandLine(name, recipient, words));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/ start")]
    [InlineData("//start")]
    [InlineData("start")]
    [InlineData("see /start")]
    [InlineData("/home/user")]
    [InlineData("/b>")]
    [InlineData("/start@")]
    [InlineData("/start@ bot")]
    [InlineData("/startй")]
    [InlineData("/команда")]
    [InlineData("/a_name_that_is_longer_than_32_chars_")]
    public void Leaves_other_text_alone(string text) => CommandLine.Read(text).ShouldBeNull();

    [Fact]
    public void Never_throws_and_keeps_to_its_word() =>
        Gen.OneOf(
                Gen.String,
                Gen.String.Select(tail => "/" + tail),
                Gen.String[Gen.OneOf('/', '@', 'a', 'Z', '_', ' ', '\n', '9', 'я', '\ud83d'), 0, 12]
            )
            .Sample(text =>
            {
                if (CommandLine.Read(text) is not { } line)
                {
                    return;
                }
                line.Name.Length.ShouldBeInRange(1, 32);
                line.Name.ShouldAllBe(c => (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
                line.Words.ShouldBe(line.Words.Trim());
                (line.Recipient ?? "x").ShouldNotBeEmpty();
                text.ShouldEndWith(line.Words + text[text.TrimEnd().Length..]);
            });

    [Fact]
    public void Reads_back_whatever_was_put_together()
    {
        var word = Gen.String[Gen.OneOf([.. "abcxyz_0189"]), 1, 32];
        var words = Gen.String[Gen.OneOf([.. "ab 1-8,\"яЖ\n@/"]), 0, 40];
        Gen.Select(word, word.Null(), words)
            .Sample(
                (name, recipient, tail) =>
                    CommandLine
                        .Read($"/{name}{(recipient is null ? "" : "@" + recipient)} {tail}")
                        .ShouldBe(new CommandLine(name, recipient, tail.Trim()))
            );
    }
}
