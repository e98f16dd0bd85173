using Fluid;
using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>What a template asks of one of its values.</summary>
internal sealed class Placeholder
{
    public ValueUse Use { get; set; }

    /// <summary>What it is compared with.</summary>
    public HashSet<string> Literals { get; } = new(StringComparer.Ordinal);

    /// <summary>Of a row.</summary>
    public Dictionary<string, Placeholder> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>What the elements of a list are; null where it is no list.</summary>
    public Placeholder? Item { get; private set; }

    public Placeholder Element() => Item ??= new Placeholder();

    public Placeholder Field(string name) => Fields.TryGetValue(name, out var field) ? field : Fields[name] = new Placeholder();

    /// <summary>Names as <c>table</c>, <c>rows[]</c>, <c>rows[].sum</c>.</summary>
    public IEnumerable<string> Names(string prefix)
    {
        yield return prefix;
        foreach (var name in Item is null ? [] : Item.Names(prefix + "[]"))
        {
            yield return name;
        }
        foreach (var name in Fields.SelectMany(field => field.Value.Names($"{prefix}.{field.Key}")))
        {
            yield return name;
        }
    }
}

internal enum ValueUse
{
    Text,
    Number,
    Instant,
}

/// <summary>
/// Which values a template asks for, read off its syntax tree: what a translation must share, and what samples must give.
/// </summary>
internal sealed class TextShape : AstVisitor
{
    private readonly Dictionary<string, Placeholder> _locals = new(StringComparer.Ordinal)
    {
        ["forloop"] = new(),
        ["tablerowloop"] = new(),
    };

    private TextShape() { }

    /// <summary>By the name of the value.</summary>
    public Dictionary<string, Placeholder> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that the template gives to values of its own.</summary>
    public HashSet<string> Assigned { get; } = new(StringComparer.Ordinal);

    /// <summary>All names, as <see cref="Placeholder.Names"/>.</summary>
    public IEnumerable<string> Names => Values.SelectMany(value => value.Value.Names(value.Key));

    public static TextShape Read(IFluidTemplate template)
    {
        var shape = new TextShape();
        shape.VisitTemplate(template);
        return shape;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        Resolve(memberExpression);
        return memberExpression;
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (Resolve(filterExpression.Input) is { } input)
        {
            input.Use = filterExpression.Name switch
            {
                "money" or "qty" or "duration" or "pace" or "plural" => ValueUse.Number,
                "time" or "ago" or "day" => ValueUse.Instant,
                _ => input.Use,
            };
            if (filterExpression.Name is "join" or "map" or "where" or "sort")
            {
                input.Element();
            }
        }
        return base.VisitFilterExpression(filterExpression);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        if (forStatement.Source is { } source)
        {
            Visit(source);
        }
        var hidden = _locals.GetValueOrDefault(forStatement.Identifier);
        _locals[forStatement.Identifier] = Resolve(forStatement.Source)?.Element() ?? new Placeholder();
        base.VisitForStatement(forStatement);
        if (hidden is null)
        {
            _locals.Remove(forStatement.Identifier);
        }
        else
        {
            _locals[forStatement.Identifier] = hidden;
        }
        return forStatement;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        Visit(assignStatement.Value);
        Assigned.Add(assignStatement.Identifier);
        _locals[assignStatement.Identifier] = Resolve(assignStatement.Value) ?? new Placeholder();
        return assignStatement;
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        Assigned.Add(captureStatement.Identifier);
        _locals[captureStatement.Identifier] = new Placeholder();
        return base.VisitCaptureStatement(captureStatement);
    }

    protected override Statement VisitCaseStatement(CaseStatement caseStatement)
    {
        foreach (var option in caseStatement.Whens.SelectMany(when => when.Options))
        {
            Compare(caseStatement.Expression, option);
        }
        return base.VisitCaseStatement(caseStatement);
    }

    protected override Expression VisitEqualBinaryExpression(EqualBinaryExpression equalBinaryExpression)
    {
        Compare(equalBinaryExpression.Left, equalBinaryExpression.Right);
        return base.VisitEqualBinaryExpression(equalBinaryExpression);
    }

    protected override Expression VisitNotEqualBinaryExpression(NotEqualBinaryExpression notEqualBinaryExpression)
    {
        Compare(notEqualBinaryExpression.Left, notEqualBinaryExpression.Right);
        return base.VisitNotEqualBinaryExpression(notEqualBinaryExpression);
    }

    protected override Expression VisitGreaterThanBinaryExpression(GreaterThanBinaryExpression greaterThanExpression)
    {
        Compare(greaterThanExpression.Left, greaterThanExpression.Right);
        return base.VisitGreaterThanBinaryExpression(greaterThanExpression);
    }

    protected override Expression VisitLowerThanBinaryExpression(LowerThanBinaryExpression lowerThanExpression)
    {
        Compare(lowerThanExpression.Left, lowerThanExpression.Right);
        return base.VisitLowerThanBinaryExpression(lowerThanExpression);
    }

    private void Compare(Expression left, Expression right)
    {
        if (right is LiteralExpression { Value: var literal } && Resolve(left) is { } value)
        {
            if (literal.Type == FluidValues.Number)
            {
                value.Use = ValueUse.Number;
            }
            else if (literal.Type == FluidValues.String)
            {
                value.Literals.Add(literal.ToStringValue());
            }
        }
    }

    // A filter's result counts as its input: what is asked of the one is mostly asked of the other.
    private Placeholder? Resolve(Expression? expression)
    {
        while (expression is FilterExpression filter)
        {
            expression = filter.Input;
        }
        if (expression is not MemberExpression { Segments: [IdentifierSegment root, ..] segments })
        {
            return null;
        }
        var isLocal = _locals.TryGetValue(root.Identifier, out var value);
        if (!isLocal && !Values.TryGetValue(root.Identifier, out value))
        {
            Values[root.Identifier] = value = new Placeholder();
        }
        foreach (var segment in segments.Skip(1))
        {
            switch (segment)
            {
                case IdentifierSegment { Identifier: "size" }:
                    value!.Element();
                    return new Placeholder();
                case IdentifierSegment { Identifier: "first" or "last" } or IndexerSegment:
                    value = value!.Element();
                    break;
                case IdentifierSegment { Identifier: var name }:
                    value = value!.Field(name);
                    break;
            }
        }
        return value;
    }
}
