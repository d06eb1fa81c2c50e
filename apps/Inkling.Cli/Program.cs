Console.WriteLine("inkling");
