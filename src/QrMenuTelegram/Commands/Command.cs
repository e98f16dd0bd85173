using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Commands;

/// <summary>Who may use a command.</summary>
public enum Access
{
    Anyone,

    /// <summary>In a private chat anyone, for himself; in a group its managers.</summary>
    ManagerInGroups,

    /// <summary>Staff and managers.</summary>
    Staff,

    Manager,
}

/// <summary>
/// One command: its name, who may use it, what it does. All of it happens inside the transaction of the update;
/// a reply is a notice like any other.
/// </summary>
public abstract class Command
{
    /// <summary>1 to 32 of <c>[a-z0-9_]</c>, without the slash. Its menu description is the text <c>menu.NAME</c>.</summary>
    public abstract string Name { get; }

    public virtual Access Access => Access.Manager;

    /// <summary>Whether menus in groups show it; those of private chats show every command that is the person's.</summary>
    public virtual bool InGroups => true;

    /// <summary>
    /// Whether, run without words, it does nothing but ask with buttons and tells nothing about the restaurant. Then an
    /// anonymous admin may run it: his presses come from his real id, and are checked.
    /// </summary>
    public virtual bool AsksWithButtons => false;

    /// <summary>
    /// Whether strangers may use it: it stores nothing of them, and answers with <see cref="CommandContext.Reply"/> alone.
    /// </summary>
    public virtual bool ForStrangers => false;

    /// <summary>Whether this person may use it here beside those whom <see cref="Access"/> names.</summary>
    public virtual bool IsOpenTo(CommandContext context) => false;

    /// <summary>Whether this person's menu here shows it.</summary>
    public virtual bool IsInMenu(CommandContext context) => (context.InPrivate || InGroups) && context.May(this);

    /// <param name="context">Who, where, and how to answer.</param>
    /// <param name="words">What was typed after the command, trimmed; may be empty.</param>
    public abstract void Run(CommandContext context, string words);

    /// <summary>A reply, not a command, to a message of ours with which this command asks something. Checked as a command is.</summary>
    internal virtual void Hear(CommandContext context, Dialog dialog, string text) { }

    /// <summary>A press on a button whose data is <c>NAME:payload</c>. Checked against <see cref="Access"/> before.</summary>
    public virtual void Press(PressContext context, string payload) => context.Toast(TextKeys.Press.Old);
}
