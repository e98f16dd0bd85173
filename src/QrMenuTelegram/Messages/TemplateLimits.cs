using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>What one rendering may cost. A restaurant's own template must not take the memory or the time of the whole bridge.</summary>
internal static class TemplateLimits
{
    /// <summary>Statements.</summary>
    public const int MostSteps = 100_000;

    /// <summary>Templates within templates, loops within loops.</summary>
    public const int Deepest = 20;

    /// <summary>Elements of a list or a range.</summary>
    public const int MostItems = 10_000;

    /// <summary>Characters of a value that filters work on. A message has 4096.</summary>
    public const int LongestValue = 100_000;

    /// <summary>Characters of what is rendered: an order of 2000 lines is rendered whole before it is cut.</summary>
    public const int LongestOutput = 2_000_000;

    /// <summary>Characters that all filters of one rendering may work on.</summary>
    public const long MostWork = 20_000_000;

    /// <summary>Limits for all templates of these options: steps, recursion, filters, and parts that they include.</summary>
    public static void ApplyTo(TemplateOptions options)
    {
        options.MaxSteps = MostSteps;
        options.MaxRecursion = Deepest;
        options.TemplateParsed = (_, template) => Bounded(template);
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, BoundedFilters.Bound(name, filter));
        }
    }

    /// <summary>The same template with limits where the engine has none: ranges, and texts that are rendered into values.</summary>
    public static IFluidTemplate Bounded(IFluidTemplate template) => new Rewriter().VisitTemplate(template);

    /// <exception cref="InvalidOperationException">It is more.</exception>
    public static void Check(long size, long most, string unit)
    {
        if (size > most)
        {
            throw new InvalidOperationException($"the text asks for too much: more than {most} {unit}");
        }
    }

    private sealed class Rewriter : AstRewriter
    {
        protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
            new RangeExpression(Visit(rangeExpression.From), new RangeEnd(Visit(rangeExpression.From), Visit(rangeExpression.To)));

        protected override Statement VisitCaptureStatement(CaptureStatement captureStatement) =>
            new CaptureStatement(captureStatement.Identifier, [Block(captureStatement.Statements)]);

        protected override Statement VisitIfChangedStatement(IfChangedStatement ifChangedStatement) =>
            new IfChangedStatement([Block(ifChangedStatement.Statements)]);

        private BoundedBlock Block(IReadOnlyList<Statement> statements) => new([.. statements.Select(Visit)]);
    }

    // The engine makes the whole list before the loop begins.
    private sealed class RangeEnd(Expression from, Expression to) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var end = await to.EvaluateAsync(context);
            Check(
                (long)Math.Clamp(end.ToNumberValue() - (await from.EvaluateAsync(context)).ToNumberValue() + 1, 0, long.MaxValue / 2),
                MostItems,
                "elements in a range"
            );
            return end;
        }
    }
}

/// <summary>One rendering, and what its filters have cost so far.</summary>
internal sealed class BoundedContext(TemplateOptions options) : TemplateContext(options)
{
    private long _work;

    public void Spend(long characters) => TemplateLimits.Check(_work += characters, TemplateLimits.MostWork, "characters for its filters");
}
