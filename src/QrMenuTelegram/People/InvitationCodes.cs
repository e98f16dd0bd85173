using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.People;

/// <summary>A fresh invitation.</summary>
/// <param name="Code">The secret; 1 to 64 of <c>[A-Za-z0-9_-]</c>, so that it fits a deep link.</param>
/// <param name="Id">Names the invitation without giving it away: the code's SHA-256 in hex, all that is stored of it.</param>
public sealed record Invitation(string Code, string Id);

/// <summary>What an invitation makes of a person.</summary>
public static class InvitationRoles
{
    /// <summary>May configure.</summary>
    public const string Manager = "manager";

    /// <summary>Of the staff: serves guests.</summary>
    public const string Waiter = "waiter";
}

/// <summary>What came of a code.</summary>
public abstract record Redemption
{
    private Redemption() { }

    /// <param name="InvitationId">Which.</param>
    /// <param name="InvitedBy">The manager who made it; null for the one printed at start.</param>
    /// <param name="Role">One of <see cref="InvitationRoles"/>: what the person is now.</param>
    public sealed record Accepted(string InvitationId, long? InvitedBy, string Role) : Redemption;

    /// <summary>The person may configure already; the code was not used up.</summary>
    /// <param name="IsGood">Whether somebody else can still use the code.</param>
    public sealed record AlreadyManager(bool IsGood) : Redemption;

    /// <summary>The person is of the staff already; the code was not used up.</summary>
    public sealed record AlreadyStaff : Redemption;

    /// <summary>No such code, used, or expired: which of these is nobody's business.</summary>
    public sealed record NotValid : Redemption;

    /// <summary>This person tried too many; the code was not looked at.</summary>
    public sealed record TooOften : Redemption;
}

/// <summary>One-time codes that make managers and staff: random, stored only as a hash, good for a while.</summary>
/// <param name="clock">Measures their life.</param>
/// <param name="randomBytes">A cryptographic source: gives as many bytes as asked for.</param>
public sealed class InvitationCodes(Clock clock, Func<int, byte[]> randomBytes)
{
    /// <summary>How often one person may try a code within a minute.</summary>
    public const int TriesPerMinute = 5;

    public static readonly TimeSpan InvitationLife = TimeSpan.FromHours(24);

    /// <summary>Long enough for the technician's Friday and the manager's Monday.</summary>
    public static readonly TimeSpan FirstCodeLife = TimeSpan.FromDays(7);

    private const int CodeBytes = 24;

    // Whoever is no manager any more has invited nobody.
    private const string Redeemable = """
        used_by IS NULL AND expires_at > @now
            AND (created_by IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = created_by AND p.is_manager = 1))
        """;

    private readonly Allowance _tries = new(clock, TriesPerMinute, TimeSpan.FromMinutes(1));

    /// <summary>An invitation by a manager.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="role">One of <see cref="InvitationRoles"/>.</param>
    /// <param name="createdBy">The manager.</param>
    public Invitation Invite(Transaction transaction, string role, long createdBy) => Create(transaction, role, createdBy, InvitationLife);

    /// <summary>
    /// The code for the very first manager; null when there is a manager. Until there is one, those that were printed earlier
    /// stay good beside it; then they are void.
    /// </summary>
    public Invitation? ForFirstManager(Transaction transaction)
    {
        if (PeopleStore.Managers(transaction).Count == 0)
        {
            return Create(transaction, InvitationRoles.Manager, null, FirstCodeLife);
        }
        VoidPrinted(transaction);
        return null;
    }

    /// <summary>An invitation by whoever sits at the machine; good until the next start with a manager.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="role">One of <see cref="InvitationRoles"/>.</param>
    public Invitation FromTheMachine(Transaction transaction, string role) => Create(transaction, role, null, InvitationLife);

    private static void VoidPrinted(Transaction transaction) =>
        transaction.Connection.Execute("DELETE FROM invitations WHERE created_by IS NULL AND used_by IS NULL");

    /// <summary>Whether the code would make something of whoever redeems it now; a wrong one counts as a try.</summary>
    public bool IsGood(Transaction transaction, long person, string code)
    {
        // Whatever has another length is none of ours, and not worth remembering who sent it.
        if (code.Length != Base64Url.GetEncodedLength(CodeBytes) || !_tries.Has(person))
        {
            return false;
        }
        if (RoleOf(transaction, code) is not null)
        {
            return true;
        }
        _tries.Take(person);
        return false;
    }

    /// <summary>Makes of <paramref name="person"/>, who is already remembered, what the code is for, if it is good.</summary>
    public Redemption Redeem(Transaction transaction, long person, string code)
    {
        if (!_tries.Take(person))
        {
            return new Redemption.TooOften();
        }
        if (PeopleStore.IsManager(transaction, person))
        {
            return new Redemption.AlreadyManager(RoleOf(transaction, code) is not null);
        }
        if (PeopleStore.IsStaff(transaction, person) && RoleOf(transaction, code) == InvitationRoles.Waiter)
        {
            return new Redemption.AlreadyStaff();
        }
        var used = transaction.Connection.QueryFirstOrDefault<Used>(
            """
            UPDATE invitations SET used_by = @person, used_at = @now
            WHERE code_hash = @hash AND
            """
                + " "
                + Redeemable
                + """
                 RETURNING code_hash AS CodeHash, created_by AS CreatedBy, role AS Role
                """,
            new
            {
                person,
                now = clock.Now,
                hash = Hash(code),
            }
        );
        if (used is null)
        {
            return new Redemption.NotValid();
        }
        if (used is { CreatedBy: null, Role: InvitationRoles.Manager })
        {
            VoidPrinted(transaction);
        }
        if (used.Role == InvitationRoles.Manager)
        {
            PeopleStore.MakeManager(transaction, person);
        }
        else
        {
            StaffStore.Add(transaction, person);
        }
        return new Redemption.Accepted(used.CodeHash, used.CreatedBy, used.Role);
    }

    /// <summary>Whoever is no manager any more has invited nobody.</summary>
    /// <returns>The ids of those that nobody had used.</returns>
    public static IReadOnlyList<string> VoidAllOf(Transaction transaction, long createdBy) =>
        [
            .. transaction
                .Connection.Query<VoidedCode>(
                    "DELETE FROM invitations WHERE created_by = @createdBy AND used_by IS NULL RETURNING code_hash AS CodeHash",
                    new { createdBy }
                )
                .Select(code => code.CodeHash),
        ];

    private Invitation Create(Transaction transaction, string role, long? createdBy, TimeSpan life)
    {
        var code = Base64Url.EncodeToString(randomBytes(CodeBytes));
        var hash = Hash(code);
        transaction.Connection.Execute("DELETE FROM invitations WHERE used_by IS NULL AND expires_at <= @now", new { now = clock.Now });
        transaction.Connection.Execute(
            """
            INSERT INTO invitations (code_hash, role, created_by, created_at, expires_at)
            VALUES (@hash, @role, @createdBy, @now, @until)
            """,
            new
            {
                hash,
                role,
                createdBy,
                now = clock.Now,
                until = clock.Now + life,
            }
        );
        return new Invitation(code, hash);
    }

    private string? RoleOf(Transaction transaction, string code) =>
        transaction.Connection.ExecuteScalar<string?>(
            "SELECT role FROM invitations WHERE code_hash = @hash AND " + Redeemable,
            new { hash = Hash(code), now = clock.Now }
        );

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    internal sealed record VoidedCode(string CodeHash);

    internal sealed record Used(string CodeHash, long? CreatedBy, string Role);
}
