namespace QrMenuTelegram.Playground.Restaurant;

/// <summary>Plausible guests: they order, call, add, ask for the bill, pay, leave. One thing happens each turn.</summary>
/// <param name="floor">Where.</param>
/// <param name="time">The pace goes by this.</param>
/// <param name="chance">From 0 up to but without 1.</param>
public sealed class BusyEvening(RestaurantFloor floor, TimeProvider time, Func<double> chance) : IAsyncDisposable
{
    private readonly SemaphoreSlim _switching = new(1, 1);
    private CancellationTokenSource? _stopping;
    private Task _running = Task.CompletedTask;

    public bool IsOn => _stopping is not null;

    /// <summary>Events a minute; from 1 to 600.</summary>
    public int PerMinute
    {
        get;
        set => field = Math.Clamp(value, 1, 600);
    } = 12;

    public async Task Switch(bool on)
    {
        await _switching.WaitAsync();
        try
        {
            if (on && _stopping is null)
            {
                _stopping = new CancellationTokenSource();
                _running = Run(_stopping.Token);
            }
            else if (!on && _stopping is { } stopping)
            {
                await stopping.CancelAsync();
                await _running;
                stopping.Dispose();
                _stopping = null;
            }
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>Lets one plausible thing happen at one table.</summary>
    public void Turn()
    {
        var table = Pick(FloorPlan.Tables).Name;
        var hasOrder = floor.Table(table).Dishes.Count > 0;
        switch (floor.News(table)?.Code)
        {
            case "online_payment":
                floor.Leave(table);
                Order(table);
                break;
            case "bill_request":
                if (chance() < 0.6)
                {
                    floor.PayOnline(table);
                }
                else
                {
                    floor.Leave(table);
                    floor.CallWaiter(table);
                }
                break;
            case not null when hasOrder && chance() is var next and >= 0.3:
                if (next < 0.6)
                {
                    Order(table);
                }
                else
                {
                    floor.AskForBill(table);
                }
                break;
            case not null when hasOrder:
                floor.CallWaiter(table);
                break;
            default:
                if (chance() < 0.25)
                {
                    floor.CallWaiter(table);
                }
                else
                {
                    Order(table);
                }
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Switch(false);
        _switching.Dispose();
    }

    private async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            // Between half and one and a half of the mean, so that it neither ticks nor bunches.
            await Task.Delay(TimeSpan.FromMinutes((0.5 + chance()) / PerMinute), time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested)
            {
                Turn();
            }
        }
    }

    private void Order(string table) =>
        floor.Order(table, Enumerable.Range(0, 1 + (int)(chance() * 3)).Select(_ => Line(Pick(MenuCard.Dishes))).ToList());

    private OrderLine Line(CardDish dish)
    {
        var count = dish.Step < 1 ? dish.Step * (5 + (int)(chance() * 10)) : 1 + (int)(chance() * chance() * 4);
        return new OrderLine(dish.Id, count, dish.Modifiers.Length > 0 && chance() < 0.5 ? [Pick(dish.Modifiers).Id] : []);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[(int)(chance() * from.Count)];
}
