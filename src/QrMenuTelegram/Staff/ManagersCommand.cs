using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary><c>/managers</c>: who may configure; takes that right from one of them, with buttons.</summary>
public sealed class ManagersCommand(ConfiguredManagers configured, EndOfRights rights, BotAccount account) : Command
{
    // Telegram takes 100 buttons a message.
    private const int MostButtons = 50;

    public override string Name => "managers";

    public override bool InGroups => false;

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate)
        {
            context.Reply(TextKeys.Managers.InPrivate, ("bot", account.Identity?.Username));
            return;
        }
        var (html, buttons) = List(context);
        context.ReplyWithButtons(html, buttons);
    }

    public override void Press(PressContext context, string payload)
    {
        var (verb, id) = Read(payload);
        if (verb is "ask" or "remove" && Removable(context, id) is { } person)
        {
            if (verb == "ask")
            {
                Ask(context, person);
                return;
            }
            Remove(context, person);
        }
        Show(context);
    }

    private static (string Verb, long Id) Read(string payload)
    {
        var words = payload.Split(':', 2);
        var id = words.Length == 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return (words[0], id);
    }

    /// <summary>Null, and said why, when this person can't be removed now.</summary>
    private Person? Removable(PressContext context, long id)
    {
        if (PeopleStore.Find(context.Transaction, id) is not { IsManager: true } person)
        {
            context.Toast(TextKeys.Managers.IsNone);
        }
        else if (configured.Contains(id))
        {
            context.Alert(TextKeys.Managers.BySetting, ("name", person.Name));
        }
        else if (PeopleStore.Managers(context.Transaction).Count == 1)
        {
            context.Alert(TextKeys.Managers.Last);
        }
        else
        {
            return person;
        }
        return null;
    }

    private void Ask(PressContext context, Person person) =>
        context.Edit(
            context.Html(TextKeys.Managers.Ask, ("name", person.Name), ("oneself", person.Id == context.From.Id)),
            [
                [new Button(context.Plain(TextKeys.Managers.Yes), $"{Name}:remove:{person.Id}", ButtonStyle.Danger)],
                [new Button(context.Plain(TextKeys.Managers.No), $"{Name}:list")],
            ]
        );

    private void Remove(PressContext context, Person person)
    {
        rights.OfManager(context.Transaction, person.Id);
        context.Toast(TextKeys.Managers.Removed, ("name", person.Name));
        if (person.Id != context.From.Id && ChatStore.Find(context.Transaction, person.Id) is { } chat)
        {
            var html = context.Texts.Html(context.Texts.Language(chat.Language), TextKeys.Managers.RemovedYou, ("name", context.From.Name));
            context.Outbox.Add(context.Transaction, new NewNotice(new Destination(chat.Id), Urgency.Reply, html));
        }
    }

    private void Show(PressContext context)
    {
        // Who has just removed himself may not see the others any more.
        var (html, buttons) = PeopleStore.IsManager(context.Transaction, context.From.Id)
            ? List(context)
            : (context.Html(TextKeys.Managers.RemovedOneself), []);
        context.Edit(html, buttons);
    }

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) List(CommandContext context)
    {
        var managers = PeopleStore.Managers(context.Transaction);
        var rows = managers
            .Select(person =>
                new (string, object?)[]
                {
                    ("name", person.Name),
                    ("username", person.Username),
                    ("by_setting", configured.Contains(person.Id)),
                    ("oneself", person.Id == context.From.Id),
                }
            )
            .ToList();
        var removable = managers.Count > 1 ? managers.Where(person => !configured.Contains(person.Id)).Take(MostButtons) : [];
        return (
            context.Html(TextKeys.Managers.List, ("managers", rows)),
            [
                .. removable.Select(person =>
                    (IReadOnlyList<Button>)
                        [new Button(context.Plain(TextKeys.Managers.Remove, ("name", person.Name)), $"{Name}:ask:{person.Id}")]
                ),
            ]
        );
    }
}
