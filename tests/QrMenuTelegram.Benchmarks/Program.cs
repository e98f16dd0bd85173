using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QrMenuTelegram.Benchmarks.Load;

// `load …` measures the whole process; anything else is BenchmarkDotNet's, for the parts.
if (args is ["load", .. var words])
{
    return await LoadCommand.Run(words, Console.Out);
}

// In this process: the projects of their own that BenchmarkDotNet makes would fall under our rules for warnings.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(args, config);
return 0;
