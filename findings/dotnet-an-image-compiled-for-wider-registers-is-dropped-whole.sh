#!/usr/bin/env bash
# .NET SDK 10.0.401 with Microsoft.NETCore.App.Crossgen2 10.0.12 (NuGet), x64: a library that is compiled beforehand (PublishReadyToRun) has no code for methods that use Vector256 or
# Vector512, also where nothing but the processor at hand was meant: the runtime compiles them when they are first called. With --instruction-set:x86-64-v3 they are in it, at the price that
# the guess "each method is checked by itself" is wrong: on a processor without AVX2 the whole image is passed over, without a word. There, methods that use no vector at all, and were
# ready in the image that was made without the option, are compiled when they are called. So the option makes a start faster on one processor and slower than before on another.
#
# Seen, the runtime's count of compiled methods before and after each first call (DOTNET_EnableAVX2=0 in the place of a processor without it):
# "usual image: scalar ready, 128 bits ready, 256 bits compiled now"
# "image for v3: scalar ready, 128 bits ready, 256 bits ready"
# "image for v3, no AVX2: scalar compiled now, 128 bits compiled now, 256 bits compiled now"
# Exit code 0 as long as that is so. Needs an x64 processor with AVX2, Linux, the .NET 10 SDK and a NuGet source.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export NUGET_PACKAGES="$folder/packages"
cd "$folder"

cat > probe.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
    <SelfContained>false</SelfContained>
    <PublishReadyToRun>true</PublishReadyToRun>
  </PropertyGroup>
  <ItemGroup>
    <KnownCrossgen2Pack Update="Microsoft.NETCore.App.Crossgen2" Crossgen2PackVersion="10.0.12" />
  </ItemGroup>
</Project>
PROJECT

cat > Probe.cs <<'CODE'
using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

var values = new float[64];
Array.Fill(values, 1f);
ref float first = ref values[0];
Probe.HasCompiled();
string scalar = Probe.Say(Probe.Scalar(ref first)), wide128 = Probe.Say(Probe.Wide128(ref first)), wide256 = Probe.Say(Probe.Wide256(ref first));
Console.WriteLine($"scalar {scalar}, 128 bits {wide128}, 256 bits {wide256}");

internal static class Probe
{
    private static long _compiled;

    public static bool HasCompiled()
    {
        long now = JitInfo.GetCompiledMethodCount(), before = _compiled;
        _compiled = now;
        return now > before;
    }

    public static string Say(float sum)
    {
        bool compiled = HasCompiled();
        string said = sum != 64f ? "wrong" : compiled ? "compiled now" : "ready";
        HasCompiled();
        return said;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Scalar(ref float first)
    {
        float sum = 0f;
        for (int i = 0; i < 64; i++)
            sum += Unsafe.Add(ref first, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Wide128(ref float first)
    {
        var sum = Vector128<float>.Zero;
        for (nuint i = 0; i < 64; i += 4)
            sum += Vector128.LoadUnsafe(ref first, i);
        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Wide256(ref float first)
    {
        var sum = Vector256<float>.Zero;
        for (nuint i = 0; i < 64; i += 8)
            sum += Vector256.LoadUnsafe(ref first, i);
        return Vector256.Sum(sum);
    }
}
CODE

dotnet publish -v quiet --nologo -o usual
rm -rf bin obj
dotnet publish -v quiet --nologo -o v3 -p:PublishReadyToRunCrossgen2ExtraArgs=--instruction-set:x86-64-v3
ls packages/microsoft.netcore.app.crossgen2.linux-x64
seen="usual image: $(dotnet usual/probe.dll)
image for v3: $(dotnet v3/probe.dll)
image for v3, no AVX2: $(DOTNET_EnableAVX2=0 dotnet v3/probe.dll)"
echo "$seen"
[ "$seen" = "usual image: scalar ready, 128 bits ready, 256 bits compiled now
image for v3: scalar ready, 128 bits ready, 256 bits ready
image for v3, no AVX2: scalar compiled now, 128 bits compiled now, 256 bits compiled now" ]
