using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Operations.Check;

/// <summary>What is wrong between us and a server, by which variable, and the fix: the poll's own line, completed.</summary>
internal static class ServerMessages
{
    private const string WhereTheKeyIs = "QR Menu main page: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»";

    public static string Explain(PollAnswer.Failed failed, ServerAccess access) =>
        failed.Failure switch
        {
            PollFailure.WrongToken => $"{failed.Detail} ({WhereTheKeyIs})",
            PollFailure.Refused =>
                $"most likely the key is wrong: check {access.TokenVariable} ({WhereTheKeyIs}). What came: {failed.Detail}",
            PollFailure.TimedOut =>
                $"{failed.Detail}: is the server on, is {access.Variable("Url")} right, is this machine in its network?",
            PollFailure.ServerError
            or PollFailure.Unreadable when !failed.Detail.Contains(access.Variable("Url"), StringComparison.Ordinal) =>
                $"{failed.Detail}. Is {access.Variable("Url")} the QR Menu's address? If it is, restart the QR Menu",
            _ => failed.Detail,
        };
}
