using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Commands;

/// <summary>What a manager forwards, quotes or makes by another bot is not what the manager says.</summary>
public sealed class ForeignWordsTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("/secret a")]
    [InlineData("/help")]
    [InlineData("/nothing")]
    public void In_private_it_is_said_that_nothing_was_done(string text) =>
        Hear(UpdateRig.Private(UpdateRig.Anna), text)
            .ShouldStartWith("Ничего не сделано: я выполняю только команды, написанные вами самими");

    [Theory]
    [InlineData("/secret a")]
    [InlineData("/help@Hall_Bot")]
    public void In_a_group_nothing_is_said(string text) => Hear(UpdateRig.Hall, text).ShouldBe("");

    [Fact]
    public void A_forwarded_code_makes_nobody_a_manager()
    {
        var code = _rig.Say(UpdateRig.Anna, "/invite manager").Split("?start=")[1].Split('\n')[0];
        _rig.Handle(
                new IncomingUpdate.TextMessage(_rig.NextId, UpdateRig.Private(UpdateRig.Boris), 0, UpdateRig.Boris, false, "/start " + code)
                {
                    NotOwnWords = true,
                }
            )
            .ShouldStartWith("Ничего не сделано");
        _rig.IsManager(UpdateRig.Boris).ShouldBeFalse();
    }

    private string Hear(ChatInfo chat, string text) =>
        _rig.Handle(new IncomingUpdate.TextMessage(_rig.NextId, chat, 0, UpdateRig.Anna, false, text) { NotOwnWords = true });
}
