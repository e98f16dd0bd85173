using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests;

/// <summary>Reads the built program: who uses whom, whatever the source looks like.</summary>
public sealed partial class ArchitectureTests
{
    private const string Root = "QrMenuTelegram";

    /// <summary>Libraries that only some may touch, by the start of the namespace.</summary>
    private static readonly (string Library, Func<TypeDefinition, bool> Allowed)[] Libraries =
    [
        ("Telegram.Bot", type => Folder(type.FullName) == "Telegram"),
        (
            "Dapper",
            type =>
                Folder(type.FullName) is not ("Messages" or "Telegram" or "Events")
                && !(Folder(type.FullName) == "Routing" && !IsStore(type))
        ),
        (
            "Microsoft.Data.Sqlite",
            type =>
                Folder(type.FullName) is not ("Messages" or "Telegram" or "Events")
                && !(Folder(type.FullName) == "Routing" && !IsStore(type))
        ),
        ("System.Net", type => Folder(type.FullName) is "Network" or "Telegram" or "QrMenu" or "Alarms" or "Operations" or "" or null),
        ("MailKit", type => Folder(type.FullName) == "Alarms"),
        ("MimeKit", type => Folder(type.FullName) == "Alarms"),
        ("System.IO", type => Folder(type.FullName) is not ("Routing" or "Announcements" or "Events" or "Commands" or "Calls" or "People")),
        ("ScottPlot", type => Folder(type.FullName) == "Reports"),
        ("SkiaSharp", type => Folder(type.FullName) is "Reports" or "Appearance"),
        ("Fluid", type => Folder(type.FullName) == "Messages"),
    ];

    private static readonly IReadOnlyList<(TypeDefinition From, TypeReference To)> Uses = ReadUses();

    private static readonly IReadOnlyList<(MethodDefinition From, MethodReference To)> Calls = ReadCalls();

    [Fact]
    public void The_map_in_the_document_shows_the_arrows_that_there_are()
    {
        var arrows = Uses.Select(use => (From: Folder(use.From.FullName), To: Folder(use.To.FullName)))
            .Where(arrow => arrow.From is { Length: > 0 } && arrow.To is { Length: > 0 } && arrow.From != arrow.To)
            .Distinct()
            .ToLookup(arrow => arrow.From!, arrow => arrow.To!);

        var map = Map();
        map.Keys.ShouldBe(arrows.Select(folder => folder.Key).Concat(arrows.SelectMany(folder => folder)).Distinct(), ignoreOrder: true);
        foreach (var (folder, uses) in map)
        {
            string.Join(", ", uses).ShouldBe(string.Join(", ", arrows[folder].Order(StringComparer.Ordinal)), $"what {folder} uses");
        }
    }

    [Fact]
    public void Arrows_between_folders_go_down_only()
    {
        var above = new HashSet<string>();
        foreach (var (folder, uses) in Map())
        {
            above.Add(folder);
            uses.Where(above.Contains).ShouldBeEmpty($"{folder} uses what stands above it in the map");
        }
    }

    [Fact]
    public void Each_library_is_touched_only_where_it_belongs()
    {
        var wrong =
            from use in Uses
            from rule in Libraries
            where IsOf(use.To.FullName, rule.Library) && !rule.Allowed(Outermost(use.From))
            select $"{use.From.FullName} uses {use.To.FullName}";
        wrong.Distinct().ShouldBeEmpty();
    }

    // Dapper's own methods read and fill objects by code written at run time, which the native program cannot do. Dapper.AOT puts
    // generated code in their place, but says nothing where it does not, e.g. where a parameter is what another generator wrote.
    [Fact]
    public void No_query_is_left_to_reflection()
    {
        Calls.ShouldContain(call => IsOf(call.To.DeclaringType.FullName, "Dapper.AOT"), "are they looked for in the right place?");

        Calls
            .Where(call => call.To.DeclaringType.FullName == "Dapper.SqlMapper" && call.To.Name != "AsList")
            .Select(call => $"{call.From.FullName} calls {call.To.Name}: can each parameter's type be told without another generator?")
            .ShouldBeEmpty();
    }

    /// <summary>The folders of ARCHITECTURE's code map, top to bottom, each with what it uses.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Map() =>
        Repository
            .Read("docs/ARCHITECTURE.md")
            .Split('\n')
            .Select(line => MapRow().Match(line))
            .Where(row => row.Success)
            .ToDictionary(
                row => row.Groups["folder"].Value,
                IReadOnlyList<string> (row) => [.. row.Groups["uses"].Value.Split(", ").Where(name => name != "nothing")]
            );

    [GeneratedRegex(@"^\| `(?<folder>\w+)/` \|.*\| (?<uses>[^|]*) \|$")]
    private static partial Regex MapRow();

    private static bool IsOf(string fullName, string library) => fullName.StartsWith(library + ".", StringComparison.Ordinal);

    private static bool IsStore(TypeDefinition type) => type.Name.EndsWith("Store", StringComparison.Ordinal);

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    // Null: not ours. '': the root.
    private static string? Folder(string fullName)
    {
        if (!fullName.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return null;
        }
        var parts = fullName[(Root.Length + 1)..].Split('/')[0].Split('.');
        return parts.Length > 1 ? parts[0] : "";
    }

    private static IReadOnlyList<(TypeDefinition From, TypeReference To)> ReadUses()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Clock).Assembly.Location);
        return
        [
            .. from type in module.GetAllTypes()
            where Folder(type.FullName) is not null
            from used in UsedBy(type)
            from each in Parts(used)
            select (type, each),
        ];
    }

    private static IReadOnlyList<(MethodDefinition From, MethodReference To)> ReadCalls()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Clock).Assembly.Location);
        return
        [
            .. from type in module.GetAllTypes()
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference
            select (method, (MethodReference)instruction.Operand),
        ];
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
        [
            .. type.BaseType is null ? [] : new[] { type.BaseType },
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.Methods.SelectMany(UsedBy),
        ];

    private static IEnumerable<TypeReference> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference> signature = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];
        return method.HasBody
            ?
            [
                .. signature,
                .. method.Body.Variables.Select(variable => variable.VariableType),
                .. method.Body.Instructions.SelectMany(i => UsedBy(i.Operand)),
            ]
            : signature;
    }

    private static IEnumerable<TypeReference> UsedBy(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
            ],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            GenericParameter => [],
            _ => [type],
        };
}
