using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Start;

/// <summary>The keys of names in the database: made anew after an update that makes them in another way.</summary>
internal static class NameKeys
{
    private const string Form = "names.form";

    /// <summary>Once for each <see cref="TableName.KeyForm"/>, before anything is looked up by a name.</summary>
    public static void Renew(Transaction transaction)
    {
        if (StateStore.Get(transaction, Form) != TableName.KeyForm)
        {
            NameKeyStore.Renew(transaction);
            CallKeyStore.Renew(transaction);
            StateStore.Set(transaction, Form, TableName.KeyForm);
        }
    }
}
