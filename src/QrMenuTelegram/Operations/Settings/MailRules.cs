using QrMenuTelegram.Alarms;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Settings;

internal static class MailRules
{
    private const string Form = "Set Alarm__Mail__Server, …__To and …__From, and …__User with …__Password where the server wants a login.";

    public static void Check(MailOptions options, Findings findings)
    {
        var isPartly = options.User is not null || options.Password is not null || options.Recipients.Length > 0;
        if (options.Server is null)
        {
            if (isPartly)
            {
                findings.Error("Alarm__Mail__Server", "is not set, though other variables of the alarm's mail are", Form);
            }
            return;
        }
        if (options.Recipients.Length == 0 && findings.AllGood("Alarm__Mail__To"))
        {
            findings.Error("Alarm__Mail__To", "is not set", "Write who gets the alarm: addresses, separated by commas.");
        }
        if (!options.HasSender && findings.AllGood("Alarm__Mail__From"))
        {
            findings.Error("Alarm__Mail__From", "is not set, and Alarm__Mail__User is no address", "Write whom the mail is from.");
        }
        if (options.User is null && options.Password is not null)
        {
            findings.Error("Alarm__Mail__User", "is not set, though a password is", Form);
        }
        if (options.User is not null && options.Password is null && findings.AllGood("Alarm__Mail__Password", "Alarm__Mail__PasswordFile"))
        {
            findings.Error("Alarm__Mail__Password", "is not set, though a user is", Form);
        }
    }
}
