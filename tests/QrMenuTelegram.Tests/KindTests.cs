using Mono.Cecil;
using Mono.Cecil.Rocks;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests;

/// <summary>
/// A class of tests that takes long by its nature says of which kind it is, <c>[Trait("Kind", "Process")]</c>, and
/// <c>./check --fast</c> leaves these kinds out. What a class uses, itself or through others of ours, decides.
/// </summary>
public sealed class KindTests
{
    /// <summary>By full names of types and methods as the compiler wrote them.</summary>
    private static readonly (string Kind, Func<string, bool> IsSignOf)[] Kinds =
    [
        ("Process", used => used.StartsWith("System.Diagnostics.Process::", StringComparison.Ordinal)),
        ("Browser", used => used.StartsWith("Microsoft.Playwright.", StringComparison.Ordinal)),
        ("Network", used => used.StartsWith(typeof(Faults.FaultRig).FullName + "::", StringComparison.Ordinal)),
        ("Fuzz", used => used.StartsWith(typeof(Fuzz).FullName + "::", StringComparison.Ordinal)),
        ("Simulation", used => used == typeof(WholeBridge.Simulation).FullName + "::.ctor"),
    ];

    // Where both hold, one name is enough: a browser is always another process.
    private static readonly Dictionary<string, string> Implied = new() { ["Browser"] = "Process" };

    private static readonly IReadOnlyList<TypeDefinition> Types = ReadTypes();

    private static readonly ILookup<string, string> Uses = Types
        .SelectMany(type => UsedBy(type).Select(used => (By: Outermost(type).FullName, Used: used)))
        .Distinct()
        .ToLookup(use => use.By, use => use.Used);

    [Fact]
    public void Every_test_that_takes_long_by_its_nature_says_of_which_kind_it_is()
    {
        var wrong =
            from tests in Types.Where(IsOfTests)
            let said = Said(tests).ToHashSet()
            let used = Reached(tests.FullName)
            from kind in Kinds
            let isKind = used.Any(kind.IsSignOf)
            where isKind != said.Contains(kind.Kind) && !(isKind && said.Any(other => Implied.GetValueOrDefault(other) == kind.Kind))
            select $"{tests.FullName} is {(isKind ? "" : "not ")}of the kind {kind.Kind}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void There_is_no_other_kind_and_the_quick_check_leaves_out_each()
    {
        Types.Where(IsOfTests).SelectMany(Said).Distinct().ShouldBe(Kinds.Select(kind => kind.Kind), ignoreOrder: true);

        var check = Repository.Read("check");
        Kinds.Select(kind => kind.Kind).Where(kind => !check.Contains($"Kind={kind}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool IsOfTests(TypeDefinition type) =>
        type.DeclaringType is null
        && type.Methods.Any(method =>
            method.CustomAttributes.Any(attribute => attribute.AttributeType.Name is nameof(FactAttribute) or nameof(TheoryAttribute))
        );

    private static IEnumerable<string> Said(TypeDefinition tests) =>
        from attribute in tests.CustomAttributes
        where attribute.AttributeType.Name == nameof(TraitAttribute) && attribute.ConstructorArguments[0].Value is "Kind"
        select (string)attribute.ConstructorArguments[1].Value;

    /// <summary>All that a type uses, itself or through others of ours.</summary>
    private static HashSet<string> Reached(string type)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([type]);
        while (open.TryPop(out var next))
        {
            foreach (var used in Uses[next].Where(reached.Add))
            {
                open.Push(used.Split("::")[0].Split('/')[0]);
            }
        }
        return reached;
    }

    /// <summary>As "Type::Method".</summary>
    private static IEnumerable<string> UsedBy(TypeDefinition type) =>
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let member = instruction.Operand as MemberReference
        where member is MethodReference or FieldReference
        select member.DeclaringType.GetElementType().FullName + "::" + member.Name;

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IReadOnlyList<TypeDefinition> ReadTypes() =>
        [
            .. new[] { typeof(KindTests).Assembly, typeof(QrMenuTelegram.Playground.PlaySession).Assembly }.SelectMany(assembly =>
                ModuleDefinition.ReadModule(assembly.Location).GetAllTypes()
            ),
        ];
}
